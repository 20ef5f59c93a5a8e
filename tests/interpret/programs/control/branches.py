"""Conditions that are known take one branch; match, assert, try, with, conditional expressions."""

import torch
from torch import nn


def norm(kind, width):
    if kind == "batch":
        return nn.BatchNorm2d(width)
    elif kind in ("group", "instance"):
        return nn.GroupNorm(width if kind == "instance" else 2, width)
    elif kind is None:
        return nn.Identity()
    raise ValueError(kind)


reveal_shape(norm("group", 6).num_groups)  # 2
reveal_shape(norm("instance", 6).num_groups)  # 6
reveal_shape(norm(None, 1)(torch.zeros(3)))  # (3,)
try:
    chosen = norm("layer", 4)
except ValueError:
    chosen = nn.Identity()
reveal_shape(chosen(torch.zeros(2, 4)))  # (2, 4)
try:
    fine = torch.zeros(2)
except (KeyError, RuntimeError):
    fine = torch.zeros(3)
else:
    fine = fine.unsqueeze(0)
finally:
    done = True
reveal_shape((fine, done))  # ((1, 2), True)


def stem(size):
    match size:
        case "tiny":
            return 8
        case "small" | "medium":
            return 16
        case (low, high):
            return low + high
        case [first, *_, last]:
            return first * last
        case [only]:
            return only
        case None:
            return 2
        case _:
            return 1


reveal_shape([stem(s) for s in ("tiny", "medium", (3, 4), [2, 3, 4], 5, [6], None, ())])  # [8, 16, 7, 8, 1, 6, 2, 1]
with torch.no_grad(), torch.autocast("cpu"):
    inside = nn.Linear(3, 4)(torch.zeros(2, 3))
reveal_shape(inside)  # (2, 4)
assert inside.shape == (2, 4), "as it should be"
width = 0 or 5
depth = None if width else 7
reveal_shape((width, depth, width and 3, not width))  # (5, None, 3, False)
reveal_shape(1 < width < 6 <= 6)  # True


class Net(nn.Module):
    def __init__(self, bottleneck=None):
        super().__init__()
        if bottleneck is not None:
            self.pre = nn.Linear(8, bottleneck)
        self.post = nn.Linear(bottleneck or 8, 2)
        self.bottleneck = bottleneck

    def forward(self, x, mask=None):
        if self.bottleneck:
            x = self.pre(x)
        if not torch.jit.is_scripting() and hasattr(self, "pre"):
            reveal_shape(x)  # (3, 4)
        if mask is not None:
            x = x * mask
        if self.training:
            x = x + 1
        if x.dim() == 2 and x.size(0) == 3:
            x = x[None]
        return self.post(x)


reveal_shape(Net()(torch.zeros(3, 8)))  # (1, 3, 2)
reveal_shape(Net(4)(torch.zeros(3, 8)))  # (1, 3, 2)
reveal_shape(Net()(torch.zeros(5, 8), torch.ones(5, 1)))  # (5, 2)
