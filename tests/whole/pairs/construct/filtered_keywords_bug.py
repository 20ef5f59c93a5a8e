"""A decorator takes private keywords away before the constructor gets the others; its defaults do not fit."""

import functools

import torch
from torch import nn


def registered(init):
    @functools.wraps(init)
    def inner(self, *args, **kwargs):
        given = {key: value for key, value in kwargs.items() if not key.startswith("_")}
        init(self, *args, **given)

    return inner


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.proj = nn.Linear(width, width)

    def forward(self, x):
        return self.proj(x)  # error: [feature-mismatch]


class Control(nn.Module):
    @registered
    def __init__(self, width=2048, block_width=4096):
        super().__init__()
        self.first = nn.Linear(16, width)
        self.block = Block(block_width)

    def forward(self, x):
        return self.block(self.first(x))
