"""Pads that are as wide as they may be."""

import torch
import torch.nn.functional as F
from torch import nn

x = torch.rand(1, 3, 4, 5)
print(nn.ReflectionPad2d((4, 4, 3, 3))(x).shape)
print(F.pad(x, (5, 5, 4, 4), mode="circular").shape)
print(F.pad(x, (20, 20, 20, 20), mode="replicate").shape)
print(F.pad(x, (50, 50)).shape)
print(F.pad(x, (-1, -2, 3, -1)).shape)
print(nn.Conv2d(3, 3, 7, padding=3, padding_mode="reflect")(x).shape)
