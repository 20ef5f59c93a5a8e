# symbolic
"""Errors that are expected are none; those that are not are found at their place, and what follows is read on."""

import pytest
import torch
from torch import nn


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
