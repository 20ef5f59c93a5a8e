"""Lists that a loop of unknown length fills: what is known of their tensors, and of what they are joined to."""

import operator
import sys

import torch
from torch import nn

n = len(sys.argv)
x = torch.zeros(2, 3)
layer = nn.Linear(3, 4)

same = []
for _ in range(n):
    same.append(layer(x))
reveal_shape(torch.cat(same).shape[1])  # 4
reveal_shape(torch.stack(same, 1).shape[2:])  # (4,)
reveal_shape(torch.hstack(same).shape[0])  # 2
reveal_shape(same[0])  # (2, 4)
reveal_shape(same[-1])  # (2, 4)
for one in same:
    reveal_shape(one)  # (2, 4)

pairs = []
for _ in range(n):
    pairs.append(x)
    pairs.append(x[:, :1])
reveal_shape(torch.cat(pairs, 1).shape[0])  # 2
reveal_shape(pairs[1])  # (2, 1)

made = [x for _ in range(n)]
made.append(torch.zeros(2, 3))
reveal_shape(torch.cat(made, 1).shape[0])  # 2

# What is added otherwise, changed or handed on is not known.
first = [x]
for _ in range(n):
    first.append(x[0])
reveal_shape(first[-1])  # ?
later = []
for _ in range(n):
    later.append(x)
later.append(x[:1])
reveal_shape(torch.cat(later))  # ?
other = [x for _ in range(n)]
other.append(x[:1])
reveal_shape(torch.cat(other))  # ?
handed = [x for _ in range(n)]
operator.setitem(handed, 0, x[:1])
reveal_shape(handed[0])  # ?
wider = []
for _ in range(n):
    x = torch.cat((x, x), 1)
    wider.append(x)
reveal_shape(wider[0])  # ?
