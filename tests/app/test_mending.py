"""The fixes of one run together: what harms another, or a file elsewhere, is left out, and nothing is changed twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from test_end_to_end import run

from shapelint.lint.mending import mend
from shapelint.report.findings import Finding, Fix, Report
from shapelint.source.span import Edit, Location, Span

NUMBER = re.compile(r"\d+")


def found(name: str, text: str, wrong: Callable[[str, int], int | None]) -> list[Finding]:
    """A finding for each number that is wrong, with the fix that writes what `wrong` says."""
    result = []
    for row, line in enumerate(text.splitlines(), 1):
        for match in NUMBER.finditer(line):
            right = wrong(line, int(match.group()))
            if right is not None:
                span = Span(name, Location(row, match.start() + 1), Location(row, match.end() + 1))
                fix = Fix("x", (Edit(span, str(right)),)) if right >= 0 else None
                result.append(Finding("SHP101", "x", span, "wrong", fix=fix))
    return result


def mended(text: str, wrong: Callable[[str, int], int | None], also: Callable[[str], bool] = lambda _: False) -> str:
    """The text once its fixes are applied; twice comes to the same. also: whether a finding is in another file then."""

    def analyse(changed: Mapping[str, str] = {}) -> Report:
        now = changed.get("a.py", text)
        other = [Finding("SHP102", "y", Span("b.py", Location(1, 1), Location(1, 2)), "elsewhere")]
        return Report(found("a.py", now, wrong) + (other if also(now) else []))

    text_of = {"a.py": text, "b.py": "y\n"}.__getitem__
    after = mend(analyse(), text_of, analyse, unsafe=False).texts.get("a.py", text)
    again = mend(analyse({"a.py": after}), lambda name: after, analyse, unsafe=False).texts.get("a.py", after)
    assert again == after
    return after


def test_all_that_go_together_are_applied() -> None:
    assert mended("a = 1\nb = 2\nc = 3\n", lambda _, n: n * 10 if n < 10 else None) == "a = 10\nb = 20\nc = 30\n"


def test_of_two_that_harm_each_other_one_is_applied() -> None:
    text = "a = 1\nb = 2\nc = 3\n"
    after = mended(text, lambda _, n: n * 10 if n < 10 else None, lambda now: "10" in now and "20" in now)
    assert after == "a = 10\nb = 2\nc = 30\n"


def test_what_harms_another_file_is_not_applied() -> None:
    assert mended("a = 1\nb = 2\n", lambda _, n: n * 10 if n < 10 else None, lambda now: "20" in now) == (
        "a = 10\nb = 2\n"
    )


def test_a_number_that_grows_with_every_fix_stays() -> None:
    assert mended("a = 1\nb = 1\n", lambda _, n: n + 1 if n else None) == "a = 1\nb = 1\n"


def test_a_number_that_two_findings_pull_to_and_fro_stays() -> None:
    assert mended("a = 1\n", lambda _, n: 3 - n) == "a = 1\n"


def test_a_number_that_one_finding_leaves_to_another_stays() -> None:
    """Each fix is right by itself, and nothing new is found; but the second finding wants what the first one wrote."""
    here, there = (Span("a.py", Location(row, 5), Location(row, 6)) for row in (1, 2))

    def analyse(changed: Mapping[str, str] = {}) -> Report:
        text = changed.get("a.py", "a = 1\nb = 5\n")
        first = Finding("SHP101", "x", here, "a is 1", fix=Fix("x", (Edit(here, "2"),)))
        second = Finding(
            "SHP102", "y", there, "a is no 3", fix=Fix("y", (Edit(here, "3"),)) if "a = 2" in text else None
        )
        return Report([first] * ("a = 1" in text) + [second] * ("a = 3" not in text))

    assert mend(analyse(), lambda _: "a = 1\nb = 5\n", analyse, unsafe=False).texts == {}


NET = """\
import torch
from torch import nn

CHANNELS = 8


def make():
    return nn.Conv2d(CHANNELS, 4, 3)


if __name__ == "__main__":
    make()(torch.randn(1, 16, 9, 9))
"""
USE = "import torch\nfrom net import make\n\nmake()(torch.randn(1, 8, 9, 9))\n"


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_fix_that_breaks_a_file_that_imports_it_is_not_applied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    monkeypatch.chdir(tmp_path)
    options = "--fix", "--unsafe-fixes", "-j", jobs, "--output-format", "concise"
    Path("net.py").write_text(NET)
    Path("use.py").write_text(USE)
    assert "channel-mismatch" in run(".", *options).stdout
    assert run(".", "--diff", "--unsafe-fixes", "-j", jobs).stdout == ""
    assert (Path("net.py").read_text(), Path("use.py").read_text()) == (NET, USE)
    Path("use.py").write_text(USE.replace("1, 8, 9, 9", "1, 16, 9, 9"))
    assert run("net.py", "use.py", *options).returncode == 0
    assert Path("net.py").read_text() == NET.replace("= 8", "= 16")


TWO = """\
import torch
from torch import nn


def first():
    return nn.Sequential(nn.Conv2d(3, 16, 3), nn.Conv2d(8, 4, 3))


def second():
    return nn.Sequential(nn.Conv2d(3, 12, 3), nn.Conv2d(6, 4, 3))


if __name__ == "__main__":
    first()(torch.randn(1, 3, 9, 9))
"""
USE_TWO = """\
import torch
from two import first, second

second()(torch.randn(1, 3, 9, 9))
first()(torch.randn(1, 3, 9, 9))
"""


@pytest.mark.slow
@pytest.mark.parametrize("paths", [("two.py", "use.py"), ("use.py", "two.py"), ("use.py",)])
def test_mistakes_in_a_file_that_another_imports_are_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("two.py").write_text(TWO)
    Path("use.py").write_text(USE_TWO)
    shown = run(*paths, "-j", "1", "--output-format", "concise").stdout
    assert shown.count("[*]") == len(re.findall("channel-mismatch", shown)) > 0
    assert run(*paths, "-j", "1", "--fix").returncode == 0
    assert Path("two.py").read_text() == TWO.replace("(8,", "(16,").replace("(6,", "(12,")
