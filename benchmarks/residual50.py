"""A residual network of fifty layers, for `trace_time.py`: read by shapelint, built and run by torch."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Bottleneck(nn.Module):
    """1x1, 3x3, 1x1, and what came in is added."""

    grows = 4

    def __init__(self, cin: int, width: int, stride: int = 1) -> None:
        super().__init__()
        out = width * self.grows
        self.reduce = nn.Conv2d(cin, width, 1, bias=False)
        self.reduce_norm = nn.BatchNorm2d(width)
        self.spatial = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.spatial_norm = nn.BatchNorm2d(width)
        self.expand = nn.Conv2d(width, out, 1, bias=False)
        self.expand_norm = nn.BatchNorm2d(out)
        self.act = nn.ReLU(inplace=True)
        self.shortcut = None
        if stride != 1 or cin != out:
            self.shortcut = nn.Sequential(nn.Conv2d(cin, out, 1, stride=stride, bias=False), nn.BatchNorm2d(out))

    def forward(self, x: Tensor) -> Tensor:
        y = self.act(self.reduce_norm(self.reduce(x)))
        y = self.act(self.spatial_norm(self.spatial(y)))
        y = self.expand_norm(self.expand(y))
        return self.act(y + (x if self.shortcut is None else self.shortcut(x)))


class Residual(nn.Module):
    def __init__(self, counts: tuple[int, ...] = (3, 4, 6, 3), classes: int = 1000) -> None:
        super().__init__()
        self.channels = 64
        self.stem = nn.Sequential(
            nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False),
            nn.BatchNorm2d(64),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(3, stride=2, padding=1),
        )
        self.stages = nn.Sequential(*[self.stage(64 << i, n, 1 if i == 0 else 2) for i, n in enumerate(counts)])
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.head = nn.Linear(self.channels, classes)

    def stage(self, width: int, count: int, stride: int) -> nn.Sequential:
        blocks = []
        for number in range(count):
            blocks.append(Bottleneck(self.channels, width, stride if number == 0 else 1))
            self.channels = width * Bottleneck.grows
        return nn.Sequential(*blocks)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(torch.flatten(self.pool(self.stages(self.stem(x))), 1))


def residual50(**kwargs) -> Residual:
    return Residual((3, 4, 6, 3), **kwargs)
