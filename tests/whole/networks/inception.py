"""Branches of several kernel sizes side by side, branches that fork again, and a second head for training."""

from collections import namedtuple

import torch
from torch import nn
import torch.nn.functional as F

Scores = namedtuple("Scores", ["main", "side"])


class Unit(nn.Module):
    def __init__(self, cin, cout, kernel, **kwargs):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, kernel, bias=False, **kwargs)
        self.norm = nn.BatchNorm2d(cout, eps=1e-3)

    def forward(self, x):
        return F.relu(self.norm(self.conv(x)), inplace=True)


class Branches(nn.Module):
    """`plan` maps a kernel size to (width before, width after); 1 needs no width before, "pool" has a 1x1 behind it."""

    def __init__(self, cin, plan):
        super().__init__()
        self.paths = nn.ModuleList()
        self.width = 0
        for kernel, widths in plan.items():
            if kernel == 1:
                path = Unit(cin, widths, 1)
                self.width += widths
            elif kernel == "pool":
                path = nn.Sequential(nn.MaxPool2d(3, 1, padding=1, ceil_mode=True), Unit(cin, widths, kernel=1))
                self.width += widths
            else:
                before, after = widths
                path = nn.Sequential(Unit(cin, before, 1), Unit(before, after, kernel, padding=kernel // 2))
                self.width += after
            self.paths.append(path)

    def forward(self, x):
        return torch.cat([path(x) for path in self.paths], 1)


class Forked(nn.Module):
    """A row and a column kernel on the same maps, and an average pool beside them."""

    def __init__(self, cin, c):
        super().__init__()
        self.stem = Unit(cin, c, 1)
        self.row = Unit(c, c, (1, 3), padding=(0, 1))
        self.column = Unit(c, c, (3, 1), padding=(1, 0))
        self.beside = Unit(cin, c, 1)

    def forward(self, x):
        y = self.stem(x)
        y = torch.cat([self.row(y), self.column(y)], 1)
        return torch.cat((y, self.beside(F.avg_pool2d(x, 3, stride=1, padding=1))), dim=1)


class SideHead(nn.Module):
    def __init__(self, cin, classes, grid=4):
        super().__init__()
        self.grid = grid
        self.mix = Unit(cin, 16, 1)
        self.hidden = nn.Linear(16 * grid * grid, 32)
        self.out = nn.Linear(32, classes)

    def forward(self, x):
        x = self.mix(F.adaptive_avg_pool2d(x, (self.grid, self.grid)))
        x = F.dropout(F.relu(self.hidden(x.flatten(1))), 0.7, training=self.training)
        return self.out(x)


class Inception(nn.Module):
    def __init__(self, classes=10, side=True):
        super().__init__()
        self.stem = nn.Sequential(Unit(3, 8, 7, stride=2, padding=3), nn.MaxPool2d(3, 2, ceil_mode=True),
                                  Unit(8, 24, 3, padding=1))
        self.a = Branches(24, {1: 8, 3: (12, 16), 5: (2, 4), "pool": 4})
        self.b = Branches(self.a.width, {1: 16, 3: (16, 24), 5: (4, 12), "pool": 8})
        self.shrink = nn.MaxPool2d(3, stride=2, ceil_mode=True)
        self.c = Forked(self.b.width, 20)
        self.side = SideHead(self.b.width, classes) if side else None
        self.out = nn.Linear(3 * 20, classes)

    def forward(self, x):
        x = self.b(self.a(self.stem(x)))
        side = None if self.side is None else self.side(x)
        x = self.c(self.shrink(x))
        main = self.out(x.mean([2, 3]))
        if side is None:
            return main
        return Scores(main, side)


RUNS = [
    ("Inception", {}, [[2, 3, 64, 64]]),
    ("Inception", {"side": False, "classes": 3}, [[1, 3, 75, 90]]),
]
