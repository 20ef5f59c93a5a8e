"""Inverted residuals from a table of settings, with and without squeeze-and-excitation."""

from functools import partial

import torch
from torch import nn


def multiple_of(width, unit=8):
    """The nearest multiple of `unit`, but not more than a tenth less than the width asked for."""
    rounded = max(unit, int(width + unit / 2) // unit * unit)
    return rounded if rounded >= 0.9 * width else rounded + unit


class Unit(nn.Sequential):
    def __init__(self, cin, cout, kernel=3, stride=1, groups=1, norm=nn.BatchNorm2d, act=nn.ReLU6):
        parts = [nn.Conv2d(cin, cout, kernel, stride, (kernel - 1) // 2, groups=groups, bias=False), norm(cout)]
        if act is not None:
            parts.append(act(inplace=True))
        super().__init__(*parts)
        self.width = cout


class Gate(nn.Module):
    def __init__(self, channels, inner, squash=nn.Hardsigmoid):
        super().__init__()
        self.look = nn.AdaptiveAvgPool2d(1)
        self.reduce = nn.Conv2d(channels, inner, 1)
        self.restore = nn.Conv2d(inner, channels, 1)
        self.squash = squash()

    def weights(self, x):
        return self.squash(self.restore(self.reduce(self.look(x)).relu()))

    def forward(self, x):
        return self.weights(x) * x


class Inverted(nn.Module):
    def __init__(self, cin, cout, stride, widen, gated=False, norm=None):
        super().__init__()
        if stride not in (1, 2):
            raise ValueError(f"no stride {stride} here")
        wide = int(round(cin * widen))
        unit = partial(Unit, norm=norm or nn.BatchNorm2d)
        self.keeps = stride == 1 and cin == cout

        steps = [unit(cin, wide, kernel=1)] if widen != 1 else []
        steps.append(unit(wide, wide, stride=stride, groups=wide))
        if gated:
            steps.append(Gate(wide, multiple_of(wide // 4)))
        steps.append(unit(wide, cout, kernel=1, act=None))
        self.steps = nn.Sequential(*steps)

    def forward(self, x):
        y = self.steps(x)
        return x + y if self.keeps else y


class MobileNet(nn.Module):
    TABLE = (
        # widen, channels, repeats, stride
        (1, 8, 1, 1),
        (6, 16, 2, 2),
        (6, 24, 2, 2),
        (4, 32, 1, 1),
    )

    def __init__(self, classes=20, width=1.0, gated=False, table=None, norm=None, dropout=0.2):
        super().__init__()
        c = multiple_of(16 * width)
        units = [Unit(3, c, stride=2)]
        for widen, channels, repeats, stride in table or self.TABLE:
            out = multiple_of(channels * width)
            for i in range(repeats):
                units.append(Inverted(c, out, 1 if i else stride, widen, gated, norm))
                c = out
        units.append(Unit(c, multiple_of(64 * max(1.0, width)), kernel=1))
        self.features = nn.Sequential(*units)
        self.classifier = nn.Sequential(nn.Dropout(p=dropout), nn.Linear(units[-1].width, classes))

    def forward(self, x):
        x = self.features(x)
        x = nn.functional.adaptive_avg_pool2d(x, (1, 1)).reshape(x.shape[0], -1)
        return self.classifier(x)


def gated(**kwargs):
    return MobileNet(gated=True, norm=partial(nn.BatchNorm2d, eps=0.001, momentum=0.01), **kwargs)


def stem_only(width=0.5):
    return MobileNet(width=width).features[:3]


RUNS = [
    ("MobileNet", {}, [[2, 3, 64, 64]]),
    ("gated", {"width": 1.5}, [[1, 3, 40, 56]]),
    ("stem_only", {}, [[1, 3, 33, 33]]),
]

if __name__ == "__main__":
    print(MobileNet()(torch.rand(1, 3, 64, 64)).shape)
