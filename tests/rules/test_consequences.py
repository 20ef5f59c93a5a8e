"""One mistake is told once; two mistakes are told both."""

from __future__ import annotations

import pytest

from shapelint.lint.one_file import check_source

HEAD = "import torch\nfrom torch import nn\n"


def found(program: str) -> list[str]:
    return [f"{finding.name} {finding.span.start.row - 2}" for finding in check_source(HEAD + program)]


@pytest.mark.parametrize(
    ("program", "told"),
    [
        # The scores of a product without its transpose have a shape of their own, which nothing after it fits.
        ("q = torch.rand(2, 5, 8)\ns = q @ q\nprint(s + torch.rand(3))", ["matmul-mismatch 2"]),
        ("norm = nn.GroupNorm(32, 80)\nnorm(torch.rand(1, 80, 4))", ["indivisible-channels 1"]),
        (
            "a = torch.cat([torch.rand(1, 8, 4), torch.rand(1, 9, 5)], 1)\nprint(a + torch.rand(1, 2, 3))",
            ["join-mismatch 1"],
        ),
        # Without its batch: what the convolution makes of it is not what was meant.
        ("y = nn.Conv1d(1, 8, 3)(torch.rand(16, 100))\nnn.BatchNorm1d(9)(y)", ["channel-mismatch 1"]),
        # The layer is of the wrong width, and so is what it gives.
        ("x = torch.rand(2, 16)\ny = nn.Linear(8, 8)(x)\nprint(x * y)", ["feature-mismatch 2"]),
        # Flattened first, it would be another tensor.
        (
            "y = nn.Linear(28 * 28, 5)(torch.rand(4, 1, 28, 28))\nnn.NLLLoss()(y, torch.zeros(4))",
            ["feature-mismatch 1"],
        ),
        # The same axis is asked for again, of another array as well.
        (
            "import numpy as np\naxis = 3\na, b = np.array([2, 3, 4]), np.array([5, 6, 7])\n"
            "b[axis] = a[axis]\nprint(np.zeros(a[axis]), b[axis])",
            ["index-out-of-range 4"],
        ),
        ("a = torch.rand(2, 3)\nprint(a[0, :, 0])\nprint(a[1, :, 1])", ["wrong-rank 2"]),
    ],
)
def test_a_consequence_is_not_told(program: str, told: list[str]) -> None:
    assert found(program) == told


@pytest.mark.parametrize(
    ("program", "told"),
    [
        # Mending in_channels leaves the second layer as wrong as it is.
        (
            "y = nn.Conv2d(1, 8, 3)(torch.rand(1, 3, 9, 9))\nnn.Conv2d(16, 4, 3)(y)",
            ["channel-mismatch 1", "channel-mismatch 2"],
        ),
        (
            "torch.rand(2) + torch.rand(3)\ntorch.rand(4) + torch.rand(5)",
            ["broadcast-mismatch 1", "broadcast-mismatch 2"],
        ),
        # Each element is another one of another tensor.
        (
            "a, b = torch.rand(2, 3), torch.rand(2, 3)\nprint(a[2])\nprint(b[2])\nprint(a[0, 3])",
            ["index-out-of-range 2", "index-out-of-range 3", "index-out-of-range 4"],
        ),
    ],
)
def test_mistakes_of_their_own_are_told(program: str, told: list[str]) -> None:
    assert found(program) == told
