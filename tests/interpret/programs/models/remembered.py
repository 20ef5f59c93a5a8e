# symbolic
"""Blocks that are alike: each gives a result of its own, whatever becomes of an earlier one."""

import torch
import torch.nn.functional as F
from torch import nn


class Shortcut(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential()

    def forward(self, x):
        return self.layers(x)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = Shortcut(), Shortcut()
        self.conv = nn.Conv2d(8, 8, 3, stride=2, padding=1)

    def forward(self, x, y):
        x, y = F.relu(x), F.relu(y)
        kept = self.first(x)
        x = self.conv(x)
        reveal_shape(kept)  # (N, 8, H, W)
        other = self.second(y)
        reveal_shape(other)  # ?
        reveal_shape(self.conv(other))  # (N2, 8, (H2 + 1)//2, (W2 + 1)//2)
        return x, kept
