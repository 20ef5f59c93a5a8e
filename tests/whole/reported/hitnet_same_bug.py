import torch
import torch.nn as nn
import torch.nn.functional as F


def same_padding_conv(x, w, b, s):
    """The convolution of TensorFlow with padding='SAME', for its checkpoints."""
    out_h, out_w = -(-x.size(-2) // s), -(-x.size(-1) // s)
    pad_h = max((out_h - 1) * s + w.size(-2) - x.size(-2), 0)
    pad_w = max((out_w - 1) * s + w.size(-1) - x.size(-1), 0)
    top, left = pad_h - pad_h // 2, pad_w - pad_w // 2
    x = F.pad(x, (left, pad_w - left, top, pad_h - top))  # warning: [not-same]
    return F.conv2d(x, w, b, stride=s)


class SameConv2d(nn.Conv2d):
    def forward(self, x):
        return same_padding_conv(x, self.weight, self.bias, self.stride[0])


class FeatureExtractor(nn.Module):
    def __init__(self, c=16):
        super().__init__()
        self.conv = nn.Sequential(SameConv2d(3, c, 3), nn.LeakyReLU(0.2), SameConv2d(c, c, 4, 2), nn.LeakyReLU(0.2), SameConv2d(c, c, 2, 2))

    def forward(self, x):
        return self.conv(x)


torch.manual_seed(0)
out = FeatureExtractor()(torch.rand(1, 3, 65, 96))
