"""Modules that are built alike: one is built, the others are copies of it, which are nobody's but their own."""

from __future__ import annotations

import textwrap

import pytest

from shapelint.interpret.exploration.entries import Entry, examine
from shapelint.interpret.exploration.project import Project

HEAD = "import torch\nfrom torch import nn\n\n"

NET = """
{outside}

class Block(nn.Module):
    def __init__(self, width, act=nn.ReLU, sizes=()):
        super().__init__()
        {first}
        self.body = nn.Sequential(nn.Linear(width, 4 * width), act(), nn.Linear(4 * width, width), nn.Dropout(0.1))
        self.norm = nn.LayerNorm(width)
        self.scale = nn.Parameter(torch.ones(width))
        self.also = self.norm
        self.width = width
        self.is_last = False
        {more}

    def forward(self, x):
        return x + self.scale * self.body(self.norm(x))


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        {build}

    def forward(self, x):
        {call}
        return x
"""

PARTS = {
    "outside": "",
    "first": "",
    "more": "",
    "build": "self.blocks = nn.ModuleList([Block(8) for _ in range(6)])",
    "call": "x = self.blocks[0](x)",
}


def entry_of(**parts: str) -> Entry:
    """The entry of the class that holds the blocks."""
    filled = {name: textwrap.indent(text, " " * 8).lstrip() for name, text in {**PARTS, **parts}.items()}
    project = Project()
    entries = examine(project, project.add("x.py", HEAD + NET.format(**filled)))
    (found,) = [entry for entry in entries if entry.name == "Net"]
    assert not found.exploration.faults
    return found


def revealed(**parts: str) -> list[str]:
    """What the first world of the class is told."""
    return [text for _, text in entry_of(**parts).exploration.runs[0].recorder.trace.revealed]


def built(**parts: str) -> int:
    """How many layers are built."""
    trace = entry_of(**parts).exploration.runs[0].recorder.trace
    return sum(event.kind == "build" and event.name == "LayerNorm" for event in trace.events)


def test_one_of_many_blocks_is_built() -> None:
    assert built() == 1


def test_it_counts_as_many_steps_as_if_each_was_built() -> None:
    few, many = (
        entry_of(build=f"self.blocks = nn.ModuleList([Block(8) for _ in range({count})])").exploration.steps
        for count in (2, 12)
    )
    assert many > 4 * few


@pytest.mark.parametrize(
    "parts",
    [
        {"build": "self.blocks = nn.ModuleList([Block(2 * n) for n in range(1, 7)])"},  # other arguments
        {"outside": "MADE = []", "first": "MADE.append(self)"},  # what others see is changed
        {"outside": "WIDTHS = {}", "more": "WIDTHS['last'] = width"},
        {"outside": "count = 0", "first": "global count\ncount += 1", "more": "self.number = count"},
    ],
)
def test_what_differs_or_does_more_is_built_each_time(parts: dict[str, str]) -> None:
    assert built(**parts) == 6


@pytest.mark.parametrize(
    "parts",
    [
        {"more": "self.kept = {}\nself.widths = [width, [width]]"},  # what it makes is its own
        {"more": "options = dict(a=1)\noptions = {'b': 2}\noptions['c'] = 3\nself.number = options['c']"},
        {
            "build": "self.blocks = nn.ModuleList([Block(8, sizes=[4, 2]) for _ in range(6)])",
            "first": "self.first = sizes[0]",
        },  # it only reads what it is given
    ],
)
def test_one_is_built_whatever_lists_it_makes_and_reads(parts: dict[str, str]) -> None:
    assert built(**parts) == 1


@pytest.mark.parametrize("more", ["self.sizes = sizes", "sizes.append(1)", "self.pair = width, sizes"])
def test_a_list_that_it_is_given_and_keeps_or_changes_is_one_for_all(more: str) -> None:
    build = "sizes = [4]\nself.blocks = nn.ModuleList([Block(8, sizes=sizes) for _ in range(6)])\nself.sizes = sizes"
    assert built(build=build, more=more) == 6


def test_lists_of_copies_are_their_own() -> None:
    build = """
self.blocks = nn.ModuleList([Block(8) for _ in range(3)])
self.blocks[1].kept['a'] = 1
self.blocks[2].seen.append(2)
"""
    call = """
reveal_shape([len(block.kept) for block in self.blocks])
reveal_shape([len(block.seen) for block in self.blocks])
reveal_shape([block.also_seen is block.seen for block in self.blocks])
"""
    more = "self.kept = {}\nself.seen = []\nself.also_seen = self.seen"
    assert revealed(build=build, call=call, more=more) == ["[0, 1, 0]", "[0, 0, 1]", "[True, True, True]"]


def test_a_copy_is_its_own() -> None:
    build = """
self.blocks = nn.ModuleList([Block(8) for _ in range(6)])
self.blocks[-1].is_last = True
self.blocks[2].body[2] = nn.Linear(32, 5)
"""
    call = """
reveal_shape([block.is_last for block in self.blocks])
reveal_shape([block.body[2].out_features for block in self.blocks])
reveal_shape([block.norm is block.also for block in self.blocks])
reveal_shape(self.blocks[0].norm is self.blocks[1].norm)
reveal_shape(self.blocks[4].scale)
"""
    assert revealed(build=build, call=call) == [
        "[False, False, False, False, False, True]",
        "[8, 8, 5, 8, 8, 8]",
        "[True, True, True, True, True, True]",
        "False",
        "(8,)",
    ]


def test_what_a_constructor_counts_is_counted() -> None:
    assert revealed(
        outside="class Counter:\n    made = 0",
        first="Counter.made += 1",
        more="self.number = Counter.made",
        call="reveal_shape([block.number for block in self.blocks])",
    ) == ["[1, 2, 3, 4, 5, 6]"]
