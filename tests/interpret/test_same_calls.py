"""Functions of plain values: what they gave once they give again, unless anything else is read, changed or left."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest

from shapelint.interpret.exploration.entries import examine
from shapelint.interpret.exploration.project import Project
from shapelint.interpret.language import functions

PROGRAM = """
from torch import nn

widths = [8]
seen = {{}}


def f(value, *more):
{body}


class One(nn.Module):
    def __init__(self):
        super().__init__()
{first}
{then}

    def forward(self, x):
        return x


class Other(nn.Module):
    def __init__(self):
        super().__init__()
{first}

    def forward(self, x):
        return x
"""


def entered(
    monkeypatch: pytest.MonkeyPatch, body: str, first: str = "f(3)", then: str = "f(3)"
) -> tuple[int, list[Any]]:
    """How often f was entered, and what the layers got that were built with what it gave."""
    times = 0
    enter = functions._entered

    def counted(run: Any, place: Any, func: Any, args: Any, kwargs: Any) -> Any:
        nonlocal times
        times += func.name == "f" and run.setting.alone
        return enter(run, place, func, args, kwargs)

    monkeypatch.setattr(functions, "_entered", counted)
    project = Project()
    inside = [textwrap.indent(text, " " * 8) for text in (first, then)]
    text = PROGRAM.format(body=textwrap.indent(body, "    "), first=inside[0], then=inside[1])
    entries = [one for one in examine(project, project.add("x.py", text)) if one.kind == "class"]
    assert [one.name for one in entries] == ["One", "Other"]
    assert not any(one.exploration.faults for one in entries)
    events = [event for one in entries for run in one.exploration.runs for event in run.recorder.trace.events]
    return times, [event.arguments.get("out_features") for event in events if event.kind == "build"]


@pytest.mark.parametrize(
    "body",
    [
        "return value * 2",
        "found = {}\nfound['a'] = [value]\nreturn found, value",
        "total = 0\nfor one in range(value):\n    total += one\nreturn total",
        "return widths[0] + value",
    ],
)
def test_it_is_entered_once_by_all_runs_of_a_file(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    assert entered(monkeypatch, body)[0] == 1


@pytest.mark.parametrize(
    ("body", "then"),
    [
        ("return value * 2", "f(4)"),
        ("return value * 2", "f(3.0)"),
        ("return value * 2", "f(3, 4)"),
        ("return widths[0] + value", "widths.append(1)\nf(3)"),
        ("seen[value] = 1\nreturn value", "f(3)"),
        ("return nn.Linear(value, value).in_features", "f(3)"),
        ("import time\nreturn value + time.time()", "f(3)"),
        ("return value, nn.ReLU", "f([self])"),
    ],
)
def test_it_is_entered_again_where_anything_may_differ(monkeypatch: pytest.MonkeyPatch, body: str, then: str) -> None:
    assert entered(monkeypatch, body, then=then)[0] >= 2


def test_what_it_made_is_another_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = "a = f(3)\na.append(5)\nb = f(3)\nnn.Linear(1, len(b))"
    times, got = entered(monkeypatch, "return [value]", first, "nn.Linear(1, len(a))")
    assert (times, got) == (1, [1, 2, 1])


def test_what_it_hands_on_is_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = "a = [1]\nb = f(a)\nb.append(5)\nc = f(a)\nc.append(6)\nnn.Linear(1, len(a))"
    assert entered(monkeypatch, "return value", first, "pass")[1] == [3, 3]
    first = "a = f(3)\na.append(5)\nnn.Linear(1, len(widths))"
    assert entered(monkeypatch, "return widths", first, "pass")[1] == [2, 2]
    first = "a = [1]\nf(a)\nb = [1]\nf(b)\nnn.Linear(1, len(b))"
    assert entered(monkeypatch, "value.append(2)", first, "pass")[1] == [2, 2]
    first = "a, b = f(3)\na.append(5)\nc, d = f(3)\nc.append(6)\nnn.Linear(1, len(d))"
    assert entered(monkeypatch, "made = [value]\nreturn made, made", first, "pass")[1] == [2, 2]


def test_as_many_steps_are_counted_and_as_much_is_told() -> None:
    body = textwrap.indent("half = value // 2\nreturn half", "    ")
    project = Project()
    inside = " " * 8 + "f(3)"
    text = PROGRAM.format(body=body, first=inside, then=inside)
    one = next(entry for entry in examine(project, project.add("x.py", text)) if entry.name == "One")
    (run,) = one.exploration.runs
    told = [named for named in run.recorder.trace.named if named.name == "half"]
    assert len(told) == len({id(named.frame) for named in told}) == 2
    assert len([given for given in run.recorder.trace.bodies if given.given.get("value") == 3]) == 2
    alone = Project()
    text = PROGRAM.format(body=body, first=" " * 8 + "f(3)", then=" " * 8 + "f(5)")
    other = next(entry for entry in examine(alone, alone.add("x.py", text)) if entry.name == "One")
    assert other.exploration.steps == one.exploration.steps
