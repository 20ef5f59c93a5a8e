import math

import torch
from torch import nn
from torch.nn import functional as F


class EqualConv2d(nn.Module):
    def __init__(self, in_channel, out_channel, kernel_size, stride=1, padding=0, bias=True, dilation=1):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_channel, in_channel, kernel_size, kernel_size))
        self.scale = 1 / math.sqrt(in_channel * kernel_size**2)
        self.stride, self.padding, self.dilation = stride, padding, dilation
        self.bias = nn.Parameter(torch.zeros(out_channel)) if bias else None

    def forward(self, input):
        return F.conv2d(
            input, self.weight * self.scale, bias=self.bias, stride=self.stride, padding=self.padding, dilation=self.dilation
        )


class ConvLayer(nn.Sequential):
    def __init__(self, in_channel, out_channel, kernel_size, dilation=1):
        # keep the resolution whatever the dilation
        padding = kernel_size // 2 + dilation - 1  # warning: [not-same]
        super().__init__(
            EqualConv2d(in_channel, out_channel, kernel_size, padding=padding, dilation=dilation),
            nn.LeakyReLU(0.2),
        )


body = nn.Sequential(ConvLayer(3, 8, 3), ConvLayer(8, 8, 3, dilation=2), ConvLayer(8, 8, 5, dilation=4))
out = body(torch.rand(1, 3, 64, 64))
