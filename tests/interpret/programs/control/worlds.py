"""A condition that nobody knows is a choice: each world goes its way, and keeps to it."""

import os

import torch
from torch import nn

fast = os.environ.get("FAST") == "1"
layer = nn.Linear(4, 8) if fast else nn.Linear(4, 16)
y = layer(torch.zeros(2, 4))
reveal_shape(y)  # (2, 16) or (2, 8)
if fast:
    z = nn.Linear(8, 3)(y)
else:
    z = nn.Linear(16, 3)(y)
reveal_shape(z)  # (2, 3)
reveal_shape(torch.zeros(1 if fast else 2))  # (2,) or (1,)
