import argparse
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class SamePadding(nn.Module):
    """Pads so that the convolution behind it gives ceil(size / stride)."""

    def __init__(self, kernel_size, stride):
        super().__init__()
        self.kernel_size = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
        self.stride = stride if isinstance(stride, tuple) else (stride, stride)

    def forward(self, x):
        height, width = x.shape[2], x.shape[3]
        out_height = math.ceil(height / self.stride[0])
        out_width = math.ceil(width / self.stride[1])
        pad_height = max((out_height - 1) * self.stride[0] + self.kernel_size[0] - height, 0)
        pad_width = max((out_width - 1) * self.stride[1] + self.kernel_size[1] - width, 0)
        top, left = pad_height // 2, pad_width // 2
        return F.pad(x, [left, pad_width - left, top, pad_height - top])


class MBConvBlock(nn.Module):
    def __init__(self, in_channels, channels, kernel, stride, expand=4):
        super().__init__()
        middle = in_channels * expand
        self.expand = nn.Sequential(nn.Conv2d(in_channels, middle, 1, bias=False), nn.BatchNorm2d(middle), nn.SiLU())
        self.pad = SamePadding(kernel, stride)
        self.depthwise = nn.Conv2d(middle, middle, kernel, stride, groups=middle, bias=False)
        self.bn = nn.BatchNorm2d(middle)
        self.project = nn.Sequential(nn.Conv2d(middle, channels, 1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        x = self.expand(x)
        x = self.depthwise(self.pad(x))
        return self.project(F.silu(self.bn(x)))


class Tagger(nn.Module):
    """Log mel spectra, halved along frequency only in the first block."""

    def __init__(self, classes=10):
        super().__init__()
        self.blocks = nn.Sequential(MBConvBlock(1, 8, 3, (2, 1)), MBConvBlock(8, 16, 5, 2), MBConvBlock(16, 24, 3, 1))
        self.fc = nn.Linear(24, classes)

    def forward(self, mel):
        x = self.blocks(mel)
        return self.fc(x.mean(dim=(2, 3))), x


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--frames", type=int, default=100)
    args = parser.parse_args()
    torch.manual_seed(0)
    model = Tagger().eval()
    logits, maps = model(torch.randn(2, 1, 64, args.frames))
    out = maps.detach()
