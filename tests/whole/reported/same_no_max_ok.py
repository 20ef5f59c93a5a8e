import math
import torch
import torch.nn.functional as F
from torch import nn

class Conv2dSame(nn.Conv2d):
    """Conv2d with TensorFlow's SAME padding."""

    def forward(self, x):
        ih, iw = x.shape[-2:]
        kh, kw = self.kernel_size
        sh, sw = self.stride
        pad_h = max((math.ceil(ih / sh) - 1) * sh + kh - ih, 0)
        pad_w = max((math.ceil(iw / sw) - 1) * sw + kw - iw, 0)
        x = F.pad(x, [pad_w // 2, pad_w - pad_w // 2, pad_h // 2, pad_h - pad_h // 2])
        return F.conv2d(x, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups)

out = Conv2dSame(3, 8, 1, stride=2)(torch.randn(1, 3, 64, 64))
