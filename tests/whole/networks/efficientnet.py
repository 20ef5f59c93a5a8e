"""Scaled blocks with TensorFlow's SAME padding, from strings that describe them."""

import math
import re
from typing import NamedTuple

import torch
from torch import nn
from torch.nn import functional as F


class Spec(NamedTuple):
    repeats: int
    kernel: int
    stride: int
    widen: int
    cin: int
    cout: int

    @classmethod
    def parse(cls, text):
        """From "x2 k3 s2 w6 16>24"."""
        found = re.fullmatch(r"x(\d+) k(\d+) s(\d+) w(\d+) (\d+)>(\d+)", text)
        return cls(*map(int, found.groups()))

    def scaled(self, width, depth):
        return self._replace(cin=rounded(self.cin * width), cout=rounded(self.cout * width),
                             repeats=int(math.ceil(depth * self.repeats)))


def rounded(channels, unit=8):
    near = max(unit, int(channels + unit / 2) // unit * unit)
    if near < 0.9 * channels:
        near += unit
    return int(near)


class SameConv2d(nn.Conv2d):
    """ceil(size / stride) along each side, as TensorFlow's SAME."""

    def missing(self, size, axis):
        k, s, d = self.kernel_size[axis], self.stride[axis], self.dilation[axis]
        return max((math.ceil(size / s) - 1) * s + d * (k - 1) + 1 - size, 0)

    def forward(self, x):
        rows, columns = (self.missing(n, axis) for axis, n in enumerate(x.shape[-2:]))
        if rows > 0 or columns > 0:
            x = F.pad(x, [columns // 2, columns - columns // 2, rows // 2, rows - rows // 2])
        return super().forward(x)


class Block(nn.Module):
    def __init__(self, spec: Spec, squeeze=0.25):
        super().__init__()
        wide = spec.cin * spec.widen
        if spec.widen != 1:
            self.expand = SameConv2d(spec.cin, wide, 1, bias=False)
            self.norm0 = nn.BatchNorm2d(wide)
        self.spec = spec
        self.depthwise = SameConv2d(wide, wide, spec.kernel, spec.stride, groups=wide, bias=False)
        self.norm1 = nn.BatchNorm2d(wide)
        inner = max(1, int(spec.cin * squeeze))
        self.squeeze, self.excite = SameConv2d(wide, inner, 1), SameConv2d(inner, wide, 1)
        self.project = nn.Sequential(SameConv2d(wide, spec.cout, 1, bias=False), nn.BatchNorm2d(spec.cout))

    def forward(self, inputs, drop=None):
        x = inputs
        if hasattr(self, "expand"):
            x = F.silu(self.norm0(self.expand(x)))
        x = F.silu(self.norm1(self.depthwise(x)))
        gate = self.excite(F.silu(self.squeeze(F.adaptive_avg_pool2d(x, 1))))
        x = self.project(torch.sigmoid(gate) * x)
        if self.spec.stride == 1 and self.spec.cin == self.spec.cout:
            if drop and self.training:
                x = x * (torch.rand([x.shape[0], 1, 1, 1]) > drop)
            x = x + inputs
        return x


class EfficientNet(nn.Module):
    SIZES = {"tiny": (1.0, 1.0), "small": (1.5, 1.2)}
    BLOCKS = ("x1 k3 s1 w1 16>8", "x2 k3 s2 w4 8>16", "x2 k5 s2 w4 16>24")

    def __init__(self, width=1.0, depth=1.0, classes=10):
        super().__init__()
        self.stem = SameConv2d(3, rounded(16 * width), 3, stride=2, bias=False)
        self.blocks = nn.ModuleList([])
        for spec in map(Spec.parse, self.BLOCKS):
            spec = spec.scaled(width, depth)
            self.blocks.append(Block(spec))
            for _ in range(spec.repeats - 1):
                self.blocks.append(Block(spec._replace(cin=spec.cout, stride=1)))
        self.out = nn.Linear(spec.cout, classes)

    @classmethod
    def of_size(cls, size, **options):
        return cls(*cls.SIZES[size], **options)

    def forward(self, images):
        x = F.silu(self.stem(images))
        for i, block in enumerate(self.blocks):
            x = block(x, drop=0.2 * i / len(self.blocks))
        return self.out(x.flatten(start_dim=2).mean(dim=2))


def efficientnet(size="tiny", **options):
    return EfficientNet.of_size(size, **options)


RUNS = [
    ("efficientnet", {}, [[2, 3, 64, 64]]),
    ("efficientnet", {"size": "small", "classes": 3}, [[1, 3, 53, 71]]),
]
