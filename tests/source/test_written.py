"""Following a number back to where its digits stand, and leaving it alone where that is not clear."""

from __future__ import annotations

import pytest

from shapelint.lint.one_file import check_source

HEAD = "import torch\nfrom torch import nn\n"


def places(program: str) -> set[str]:
    """The text of every place that the only finding of a program points at."""
    text = HEAD + program
    (finding,) = check_source(text)
    lines = text.splitlines()
    found = set()
    for span in (finding.span, *(other.span for other in finding.related)):
        if span.start.row == span.end.row:
            found.add(lines[span.start.row - 1][span.start.column - 1 : span.end.column - 1])
    return found


X = "torch.randn(1, 3, 8, 8)"


@pytest.mark.parametrize(
    ("program", "written"),
    [
        (f"nn.Conv2d(2 + 2, 8, 3)({X})", "2 + 2"),
        (f"C = 44\nnn.Conv2d(C, 8, 3)({X})", "44"),
        (f"def conv(i, o=8):\n    return nn.Conv2d(i, o, 3)\nconv(44)({X})", "44"),
        (f"def conv(i=44):\n    return nn.Conv2d(i, 8, 3)\nconv()({X})", "44"),
        (f"def conv(*, i):\n    return nn.Conv2d(i, 8, 3)\nconv(i=44)({X})", "44"),
        (f"def conv(i):\n    def make(n):\n        return nn.Conv2d(n, 8, 3)\n    return make(i)\nconv(44)({X})", "44"),
        (f"def conv():\n    a, b = 44, 8\n    return nn.Conv2d(a, b, 3)\nconv()({X})", "44"),
        (
            "class Net(nn.Module):\n    def __init__(self, width):\n        super().__init__()\n"
            "        self.width = width * 2\n        self.conv = nn.Conv2d(self.width, 8, 3)\n"
            f"    def forward(self, x):\n        return self.conv(x)\nNet(22)({X})",
            "width * 2",
        ),
        (
            "class Net(nn.Module):\n    def __init__(self, width):\n        super().__init__()\n"
            "        self.conv = nn.Conv2d(width, 8, 3)\n    def forward(self, x):\n        return self.conv(x)\n"
            f"WIDTH = 44\nNet(WIDTH)({X})",
            "44",
        ),
    ],
)
def test_is_followed(program: str, written: str) -> None:
    assert written in places(program)


@pytest.mark.parametrize(
    "program",
    [
        f"C = 44\nC = 44\nnn.Conv2d(C, 8, 3)({X})",
        f"C = 4\nC += 40\nnn.Conv2d(C, 8, 3)({X})",
        f"for C in (44, 44):\n    pass\nnn.Conv2d(C, 8, 3)({X})",
        f"def conv(*sizes):\n    i, o = sizes\n    return nn.Conv2d(i, o, 3)\nconv(*[44, 8])({X})",
    ],
)
def test_is_left_alone(program: str) -> None:
    assert not {"44", "4", "40"} & places(program)


def test_a_literal_of_another_number_is_not_it() -> None:
    """A decorator hands the function another number than its call shows."""
    program = (
        "def doubled(f):\n    def inner(n):\n        return f(n * 2)\n    return inner\n"
        f"@doubled\ndef conv(i):\n    return nn.Conv2d(i, 8, 3)\nconv(22)({X})"
    )
    assert "22" not in places(program)
    assert "n * 2" in places(program)
