"""Weights of a layer that enlarges begin alike: copies of random numbers, which any view may read."""

import torch
from torch import nn


def start_alike(weight, scale=2, begin=nn.init.kaiming_normal_):
    wide, narrow, height, width = weight.shape
    few = wide // scale**2
    made = begin(weight.new_zeros([few, narrow, height, width])).transpose(0, 1)
    made = made.contiguous().view(few, narrow, -1).repeat(1, 1, scale**2)
    return made.contiguous().view([narrow, wide, height, width]).transpose(0, 1)


conv = nn.Conv2d(8, 16, 3)
conv.weight.data.copy_(start_alike(conv.weight.data))


def claim() -> bool:
    return conv.weight.shape == (16, 8, 3, 3)
