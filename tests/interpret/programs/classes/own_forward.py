"""Modules that are given their forward as an attribute, which hides that of their class."""

import torch
from torch import nn


class Chosen(nn.Module):
    def __init__(self, way):
        super().__init__()
        self.wide = nn.Linear(4, 8)
        self.narrow = nn.Linear(4, 2)
        if way == "wide":
            self.forward = self.forward_wide
        elif way == "both":
            self.forward = lambda x: torch.cat([self.wide(x), self.narrow(x)], 1)

    def forward_wide(self, x):
        return self.wide(x)

    def forward(self, x):
        return self.narrow(x)


x = torch.zeros(3, 4)
reveal_shape([Chosen(way)(x) for way in ("wide", "narrow", "both")])  # [(3, 8), (3, 2), (3, 10)]
reveal_shape(nn.Sequential(Chosen("wide"), nn.ReLU())(x))  # (3, 8)
layer = nn.Linear(4, 5)
layer.forward = layer.forward
reveal_shape(layer(x))  # (3, 5)


class Counted(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(4, 6)


counted = Counted()
counted.forward = counted.linear.forward
reveal_shape(counted(x))  # (3, 6)
