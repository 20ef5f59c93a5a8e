# symbolic
"""Errors that are expected are none; those that are not are found at their place, and what follows is read on."""

import sys

import pytest
import torch
from torch import nn

n = int(sys.argv[1])


def test_refused():
    with pytest.raises(RuntimeError):
        nn.Linear(3, 4)(torch.zeros(2, 5))


def attempt(x):
    try:
        return nn.Linear(3, 4)(x)
    except RuntimeError:
        return nn.Linear(5, 4)(x)


reveal_shape(torch.zeros(2))  # (2,)
attempt(torch.zeros(2, 5))
out = nn.Linear(3, 4)(torch.zeros(2, 5))  # error: [feature-mismatch]
reveal_shape(out)  # (2, 4)


def refused_in_part(x):
    """The convolution is refused for its window, and nobody asked for the channels."""
    try:
        out = nn.Conv2d(1, 4, 5)(x)
    except RuntimeError:
        out = x
    return out


wide = torch.zeros(2, n, 3, 4)
reveal_shape(refused_in_part(wide))  # (2, sys.argv, 3, 4)
nn.Conv2d(3, 4, 1)(refused_in_part(wide))
try:
    nn.Softmax2d()(torch.zeros(2, 3))  # error: [wrong-rank]
except RuntimeError:
    pass
try:
    nn.BatchNorm1d(3)(torch.zeros(2, 3, 4, 5))
except ValueError:
    pass
single = torch.ones(2, 3).sum()
try:
    torch.unbind(single, 0)  # error: [wrong-rank]
except RuntimeError:
    pass
