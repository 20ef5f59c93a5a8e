"""The table of guesses: each is documented, and a finding names those that it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.interpret.state.guesses import TABLE
from shapelint.lint.one_file import check_source

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "how-it-works.md"
HEAD = "import torch\nfrom torch import nn\n"
HOLDS = "nobody calls it here: this holds for every"


def held(text: str) -> list[str]:
    """For whom the findings of a program hold."""
    findings = check_source(HEAD + text)
    return [one.message for finding in findings for one in finding.related if one.message.startswith(HOLDS)]


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_each_row_is_documented(row: object) -> None:
    assert f"| {row} |" in DOCUMENTATION.read_text(encoding="utf-8")


def test_a_convolution_takes_its_input_for_a_batch() -> None:
    program = """
class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv = nn.Conv2d(width, 8, 3)
        self.last = nn.Conv2d(9, 8, 3)

    def forward(self, x):
        return self.last(self.conv(x))
"""
    assert held(program) == [f"{HOLDS} batched input"]
    told = program.replace("self.conv(x)", "self.conv(x.view(2, -1, 4, 4))")
    assert held(told) == [f"{HOLDS} input"]


def test_what_fails_with_the_defaults_alone_says_so() -> None:
    program = """
class Net(nn.Module):
    def __init__(self, width=8, depth=2):
        super().__init__()
        self.first, self.last = nn.Linear(4, width), nn.Linear(9, depth)

    def forward(self, x):
        return self.last(self.first(x))
"""
    assert held(program) == [f"{HOLDS} input, with the defaults"]
    assert held(program.replace("nn.Linear(9", "nn.Linear(width + 1")) == [f"{HOLDS} input"]


def test_a_flag_that_must_be_set_is_named() -> None:
    program = """
class Net(nn.Module):
    def __init__(self, attn):
        super().__init__()
        self.attn = attn
        self.first, self.last = nn.Linear(4, 8), nn.Linear(9, 2)

    def forward(self, x, mask):
        x = self.first(x)
        if self.attn:
            return self.last(x)
        return x
"""
    assert held(program) == [f"{HOLDS} input, where `self.attn` holds"]
    assert held(program.replace("if self.attn", "if not self.attn")) == [f"{HOLDS} input, where `not self.attn` holds"]
    bare = program.replace("        if self.attn:\n            return self.last(x)\n", "        x = self.last(x)\n")
    assert held(bare) == [f"{HOLDS} input"]


def test_a_default_that_holds_a_place_is_no_evidence() -> None:
    program = """
class Net(nn.Module):
    def __init__(self, heads=()):
        super().__init__()
        self.heads = heads
        self.first = nn.Linear(4, 8)

    def forward(self, x):
        x = self.first(x)
        return torch.cat([x[:, :head] for head in self.heads], dim=1)
"""
    assert held(program) == []
    assert held(program.replace("self.heads]", "()]")) == [f"{HOLDS} input"]
