"""Squeeze and excitation of square pictures: what is pooled by its own width has one row and one column."""

import torch
from torch import nn
from torch.nn import functional as F


class Excitation(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.channels = channels
        self.down, self.up = nn.Conv2d(channels, 2, 1), nn.Conv2d(2, channels, 1)

    def forward(self, x):
        weights = F.avg_pool2d(x, kernel_size=x.size(3))
        weights = torch.sigmoid(self.up(F.relu(self.down(weights))))
        return x * weights.view(-1, self.channels, 1, 1)


def claim():
    layer, x = Excitation(4), torch.randn(2, 4, 8, 8)
    return torch.equal(layer(x)[1:], layer(x[1:]))
