"""A map that is padded to meet another, and goes to a head that pads by itself: both sizes are wanted."""

import torch
from torch import nn
from torch.nn import functional as F


class Pyramid(nn.Module):
    def __init__(self):
        super().__init__()
        self.down = nn.Conv2d(4, 4, 2, stride=2)
        self.lateral = nn.Conv2d(4, 4, 3)
        self.pad = nn.ReflectionPad2d(1)
        self.head = nn.Conv2d(4, 4, 3, padding=1)

    def forward(self, x):
        low = self.pad(self.lateral(self.down(x)))
        high = x + F.interpolate(low, scale_factor=2)
        return self.head(low), high


def main():
    return Pyramid()(torch.rand(1, 4, 16, 16))


def claim():
    head, high = main()
    return head.shape[-1] == 8 and high.shape[-1] == 16
