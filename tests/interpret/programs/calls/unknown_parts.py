# symbolic
"""`*` and `**` of what is not known: as many parts as there are, and never none."""

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.checkpoint import checkpoint_sequential


def parts(x, options):
    halves = x.chunk(2, -1)
    reveal_shape([*halves])  # ?
    reveal_shape(len([*halves]))  # ?
    reveal_shape(torch.cat([*halves][::-1], -1))  # ?
    reveal_shape(torch.stack((*halves,)))  # ?
    reveal_shape(max(*halves))  # ?
    reveal_shape({*options})  # ?
    reveal_shape({**options})  # ?
    reveal_shape({**options, "width": 3})  # ?
    reveal_shape(torch.zeros(2, 3)[*options])  # ?
    reveal_shape([1, *[2, 3], *options])  # ?
    reveal_shape([*[1, 2]])  # [1, 2]


def through(layers):
    reveal_shape(checkpoint_sequential(layers, 2, torch.zeros(2, 3)))  # ?
    reveal_shape(checkpoint_sequential([nn.Linear(3, 4)], 1, torch.zeros(2, 3)))  # (2, 4)
