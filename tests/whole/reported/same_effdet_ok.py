import math

import torch
from torch import nn
from torch.nn import functional as F


class Conv2dStaticSamePadding(nn.Module):
    """
    The real keras/tensorflow conv2d with same padding
    """

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, bias=True, groups=1, dilation=1):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, kernel_size, stride=stride, bias=bias, groups=groups)
        self.stride = [stride] * 2
        self.kernel_size = [kernel_size] * 2

    def forward(self, x):
        h, w = x.shape[-2:]

        extra_h = (math.ceil(w / self.stride[1]) - 1) * self.stride[1] - w + self.kernel_size[1]
        extra_v = (math.ceil(h / self.stride[0]) - 1) * self.stride[0] - h + self.kernel_size[0]

        left = extra_h // 2
        right = extra_h - left
        top = extra_v // 2
        bottom = extra_v - top

        x = F.pad(x, [left, right, top, bottom])
        return self.conv(x)


class Stem(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1 = Conv2dStaticSamePadding(3, 16, 3, stride=2)
        self.c2 = Conv2dStaticSamePadding(16, 24, 5, stride=2)

    def forward(self, x):
        return self.c2(torch.relu(self.c1(x)))


out = Stem()(torch.rand(1, 3, 65, 128))
