import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def lacking(size, kernel, stride):
    """What has to be added for ceil(size / stride) windows."""
    return max((math.ceil(size / stride) - 1) * stride + kernel - size, 0)


class SameConv2d(nn.Conv2d):
    def forward(self, x):
        pad_h = lacking(x.size(-2), self.kernel_size[0], self.stride[0])
        pad_w = lacking(x.size(-1), self.kernel_size[1], self.stride[1])
        before_h, before_w = pad_h // 2, pad_w // 2
        x = F.pad(x, [before_h, pad_h - before_h, before_w, pad_w - before_w])  # warning: [pad-order]
        return super().forward(x)


# What torch says of it.
def claim():
    conv = SameConv2d(3, 4, 3, stride=2)
    size = conv(torch.zeros(1, 3, 32, 33)).shape[2:]
    return size == (16, 16)
