"""Kernels that seem too large for what is left, and fit."""

import torch
import torch.nn.functional as F
from torch import nn

small = torch.rand(1, 8, 3, 3)
print(nn.Conv2d(8, 8, 7, padding=2)(small).shape)
print(nn.Conv2d(8, 8, 3, padding=2, dilation=3)(small).shape)
print(nn.MaxPool2d(4, padding=1)(small).shape)
print(nn.AdaptiveAvgPool2d(7)(small).shape)
print(nn.ConvTranspose2d(8, 8, 5)(small).shape)
print(F.avg_pool2d(small, small.shape[-1]).shape)


class UntilItIsSmall(nn.Module):
    def __init__(self):
        super().__init__()
        self.pool = nn.MaxPool2d(2)

    def forward(self, x):
        while x.shape[-1] >= 2:
            x = self.pool(x)
        return x


print(UntilItIsSmall()(torch.rand(1, 8, 20, 20)).shape)
try:
    nn.Conv2d(8, 8, 5)(small)
except RuntimeError:
    print("too small, as expected")
