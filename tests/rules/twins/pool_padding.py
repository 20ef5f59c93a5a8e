"""Pools that are padded by exactly half of their kernel."""

import torch
import torch.nn.functional as F
from torch import nn

x = torch.rand(1, 3, 9, 9)
print(nn.MaxPool2d(3, stride=2, padding=1)(x).shape)
print(nn.MaxPool2d(2, stride=1, padding=1)(x).shape)
print(nn.MaxPool2d((3, 5), padding=(1, 2))(x).shape)
print(nn.AvgPool2d(7, stride=1, padding=3)(x).shape)
print(F.max_pool2d(x, 3, padding=1, dilation=3).shape)
pool = nn.MaxPool2d(3, stride=2, padding=2)  # never called
pool.padding = 1
print(pool(x).shape)
