"""Half of the channels are left alone, and the halves are shuffled after each unit."""

import torch
import torch.nn as nn


def shuffle(x, groups=2):
    n, c, h, w = x.size()
    x = x.view(n, groups, c // groups, h, w)
    return torch.transpose(x, 1, 2).contiguous().view(n, c, h, w)


def pointwise(cin, cout):
    return [nn.Conv2d(cin, cout, 1, bias=False), nn.BatchNorm2d(cout), nn.ReLU(inplace=True)]


def depthwise(c, stride):
    return [nn.Conv2d(c, c, 3, stride, 1, groups=c, bias=False), nn.BatchNorm2d(c)]


class Unit(nn.Module):
    def __init__(self, c):
        super().__init__()
        if c % 2:
            raise ValueError("an even number of channels is needed")
        half = c // 2
        self.work = nn.Sequential(*pointwise(half, half), *depthwise(half, 1), *pointwise(half, half))

    def forward(self, x):
        rest, busy = x.chunk(2, dim=1)
        return shuffle(torch.cat((rest, self.work(busy)), dim=1))


class HalvingUnit(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        half = cout // 2
        self.short = nn.Sequential(*depthwise(cin, 2), *pointwise(cin, half))
        self.long = nn.Sequential(*pointwise(cin, half), *depthwise(half, 2), *pointwise(half, half))

    def forward(self, x):
        return shuffle(torch.cat([branch(x) for branch in (self.short, self.long)], 1))


class ShuffleNet(nn.Module):
    def __init__(self, repeats=(2, 3), widths=(8, 16, 32, 48), classes=10):
        super().__init__()
        first, *middle, last = widths
        self.stem = nn.Sequential(nn.Conv2d(3, first, 3, 2, 1, bias=False), nn.BatchNorm2d(first), nn.ReLU(),
                                  nn.MaxPool2d(kernel_size=3, stride=2, padding=1))
        c = first
        self.names = [f"stage{i}" for i in range(len(middle))]
        for name, count, width in zip(self.names, repeats, middle):
            units = [HalvingUnit(c, width)]
            units.extend(Unit(width) for _ in range(count - 1))
            setattr(self, name, nn.Sequential(*units))
            c = width
        self.last = nn.Sequential(*pointwise(c, last))
        self.out = nn.Linear(last, classes)

    def forward(self, x):
        x = self.stem(x)
        for name in self.names:
            x = getattr(self, name)(x)
        return self.out(self.last(x).mean([2, 3]))


RUNS = [
    ("ShuffleNet", {}, [[2, 3, 64, 64]]),
    ("ShuffleNet", {"repeats": (1, 1), "classes": 4}, [[1, 3, 37, 81]]),
]
