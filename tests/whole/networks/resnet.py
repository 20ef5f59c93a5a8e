"""Residual networks of two kinds of block, made by `_make_layer`, and a head that is replaced."""

from __future__ import annotations

from typing import Callable

import torch
import torch.nn as nn
from torch import Tensor

NormMaker = Callable[[int], nn.Module]


def conv(cin: int, cout: int, kernel: int = 3, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(cin, cout, kernel, stride=stride, padding=kernel // 2, bias=False)


class Plain(nn.Module):
    widening: int = 1

    def __init__(self, cin: int, width: int, stride: int, norm: NormMaker) -> None:
        super().__init__()
        self.first, self.norm1 = conv(cin, width, stride=stride), norm(width)
        self.second, self.norm2 = conv(width, width), norm(width)

    def forward(self, x: Tensor) -> Tensor:
        x = torch.relu(self.norm1(self.first(x)))
        return self.norm2(self.second(x))


class Narrow(nn.Module):
    widening: int = 4

    def __init__(self, cin: int, width: int, stride: int, norm: NormMaker) -> None:
        super().__init__()
        cout = width * self.widening
        self.steps = nn.Sequential(
            conv(cin, width, 1), norm(width), nn.ReLU(inplace=True),
            conv(width, width, 3, stride), norm(width), nn.ReLU(inplace=True),
            conv(width, cout, 1), norm(cout),
        )

    def forward(self, x: Tensor) -> Tensor:
        return self.steps(x)


class Residual(nn.Module):
    """What the block computes is added to its input, which is projected where the shapes differ."""

    def __init__(self, body: nn.Module, projection: nn.Module | None = None) -> None:
        super().__init__()
        self.body = body
        self.projection = projection

    def forward(self, x: Tensor) -> Tensor:
        out = self.body(x)
        if self.projection is not None:
            x = self.projection(x)
        out += x
        return out.relu_()


class ResNet(nn.Module):
    def __init__(self, kind: type[Plain] | type[Narrow], counts: list[int], classes: int = 100, width: int = 16,
                 norm: NormMaker | None = None, damp: bool = False) -> None:
        super().__init__()
        self.norm = norm or nn.BatchNorm2d
        self.channels = width
        self.stem = nn.Sequential(
            conv(3, width, 7, 2), self.norm(width), nn.ReLU(inplace=True), nn.MaxPool2d(3, stride=2, padding=1),
        )
        for i, count in enumerate(counts):
            setattr(self, f"stage{i}", self._make_layer(kind, width * 2 ** i, count, stride=1 if i == 0 else 2))
        self.depth = len(counts)
        self.head = nn.Linear(self.channels, classes)
        if damp:
            for m in self.modules():
                if isinstance(m, Narrow):
                    nn.init.zeros_(m.steps[-1].weight)

    def _make_layer(self, kind: type[Plain] | type[Narrow], width: int, count: int, stride: int) -> nn.Sequential:
        blocks = []
        for i in range(count):
            s = stride if i == 0 else 1
            body = kind(self.channels, width, s, self.norm)
            out = width * kind.widening
            projection = None
            if s != 1 or out != self.channels:
                projection = nn.Sequential(conv(self.channels, out, 1, s), self.norm(out))
            blocks.append(Residual(body, projection))
            self.channels = out
        return nn.Sequential(*blocks)

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        for i in range(self.depth):
            x = getattr(self, f"stage{i}")(x)
        return self.head(x.mean(dim=(-1, -2)))


def plain18(**kwargs) -> ResNet:
    return ResNet(Plain, [2, 2, 2, 2], **kwargs)


def narrow26(**kwargs) -> ResNet:
    return ResNet(Narrow, [2, 2, 2, 2], **kwargs)


def finetuned(classes: int) -> nn.Module:
    model = narrow26(norm=lambda c: nn.GroupNorm(4, c))
    for p in model.parameters():
        p.requires_grad = False
    model.head = nn.Sequential(nn.Dropout(0.2), nn.Linear(model.head.in_features, classes))
    return model


RUNS = [
    ("plain18", {}, [[2, 3, 64, 64]]),
    ("narrow26", {"classes": 7, "damp": True}, [[1, 3, 65, 47]]),
    ("finetuned", {"classes": 3}, [[1, 3, 32, 32]]),
]
