"""padding='same' without a stride, and strides with other paddings."""

import torch
from torch import nn

x = torch.rand(1, 3, 16, 16)
print(nn.Conv2d(3, 8, 4, padding="same")(x).shape)
print(nn.Conv2d(3, 8, 3, padding="same", dilation=4, stride=(1, 1))(x).shape)
print(nn.Conv2d(3, 8, 3, padding="valid", stride=2)(x).shape)


def conv(i, o, stride=1):
    padding = "same" if stride == 1 else 1
    return nn.Conv2d(i, o, 3, stride, padding)


print(nn.Sequential(conv(3, 8), conv(8, 8, stride=2))(x).shape)
