"""torchvision.models.efficientnet: the first family, of stages that are scaled in width and depth."""

import math

import torch
from torch import nn

from torchvision.models._weights import Weights

STAGES = [(1, 3, 1, 32, 16, 1), (6, 3, 2, 16, 24, 2), (6, 5, 2, 24, 40, 2), (6, 3, 2, 40, 80, 3), (6, 5, 1, 80, 112, 3),
          (6, 5, 2, 112, 192, 4), (6, 3, 1, 192, 320, 1)]  # fmt: skip
"""Expansion, kernel, stride, channels before and after, blocks."""


def _divisible(value, divisor=8):
    made = max(divisor, int(value + divisor / 2) // divisor * divisor)
    return made + divisor if made < 0.9 * value else made


def _convolved(inp, oup, kernel=3, stride=1, groups=1):
    return nn.Sequential(
        nn.Conv2d(inp, oup, kernel, stride, (kernel - 1) // 2, groups=groups, bias=False),
        nn.BatchNorm2d(oup),
        nn.SiLU(inplace=True),
    )


class _Squeezed(nn.Module):
    def __init__(self, channels, squeezed):
        super().__init__()
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc1 = nn.Conv2d(channels, squeezed, 1)
        self.fc2 = nn.Conv2d(squeezed, channels, 1)

    def forward(self, x):
        return x * torch.sigmoid(self.fc2(torch.nn.functional.silu(self.fc1(self.avgpool(x)))))


class MBConv(nn.Module):
    def __init__(self, expansion, kernel, stride, inp, oup):
        super().__init__()
        hidden = _divisible(inp * expansion)
        layers = [] if hidden == inp else [_convolved(inp, hidden, 1)]
        layers += [
            _convolved(hidden, hidden, kernel, stride, hidden),
            _Squeezed(hidden, max(1, inp // 4)),
            nn.Sequential(nn.Conv2d(hidden, oup, 1, bias=False), nn.BatchNorm2d(oup)),
        ]
        self.block = nn.Sequential(*layers)
        self.use_res_connect = stride == 1 and inp == oup

    def forward(self, x):
        return x + self.block(x) if self.use_res_connect else self.block(x)


class EfficientNet(nn.Module):
    def __init__(self, width, depth, dropout, num_classes=1000, **kwargs):
        super().__init__()
        layers = [_convolved(3, _divisible(32 * width), 3, 2)]
        for expansion, kernel, stride, before, after, blocks in STAGES:
            inp, oup = _divisible(before * width), _divisible(after * width)
            stage = []
            for i in range(math.ceil(blocks * depth)):
                stage.append(MBConv(expansion, kernel, stride if i == 0 else 1, inp if i == 0 else oup, oup))
            layers.append(nn.Sequential(*stage))
        last = _divisible(320 * width)
        layers.append(_convolved(last, 4 * last, 1))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(nn.Dropout(dropout, inplace=True), nn.Linear(4 * last, num_classes))

    def forward(self, x):
        return self.classifier(self.avgpool(self.features(x)).flatten(1))


class EfficientNet_B0_Weights(Weights):
    pass


def efficientnet_b0(pretrained=False, progress=True, *, weights=None, **kwargs):
    return EfficientNet(1.0, 1.0, 0.2, **kwargs)


def efficientnet_b1(pretrained=False, progress=True, *, weights=None, **kwargs):
    return EfficientNet(1.0, 1.1, 0.2, **kwargs)


def efficientnet_b2(pretrained=False, progress=True, *, weights=None, **kwargs):
    return EfficientNet(1.1, 1.2, 0.3, **kwargs)


def efficientnet_b3(pretrained=False, progress=True, *, weights=None, **kwargs):
    return EfficientNet(1.2, 1.4, 0.3, **kwargs)


def efficientnet_b4(pretrained=False, progress=True, *, weights=None, **kwargs):
    return EfficientNet(1.4, 1.8, 0.4, **kwargs)
