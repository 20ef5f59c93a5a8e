"""`if a or b: raise` of what is not known: neither holds from there on, as of a condition by itself."""

import sys

import torch
from torch import nn

width, depth = int(sys.argv[1]) if len(sys.argv) > 1 else 4, len(sys.argv) + 1

if width < 1 or depth < 1 or width * depth > 100_000:
    raise ValueError("too large")

x = nn.Conv2d(3, 8, 3)(torch.zeros(1, 3, 8, 8))
reveal_shape(x)  # (1, 8, 6, 6)

if width == 0 or depth == 0:
    x = x.flatten(1)
    raise ValueError("nothing")
reveal_shape(x)  # (1, 8, 6, 6)
