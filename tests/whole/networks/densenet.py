"""DenseNet: every layer sees what all layers before it made, handed on as a list."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Layer(nn.Module):
    """A 1x1 convolution to a few channels, then a 3x3 one to `growth` new ones."""

    def __init__(self, seen, growth, narrow=2, drop=0.0):
        super().__init__()
        mid = narrow * growth
        self.squeeze = nn.Sequential(nn.BatchNorm2d(seen), nn.ReLU(), nn.Conv2d(seen, mid, 1, bias=False))
        self.extend = nn.Sequential(nn.BatchNorm2d(mid), nn.ReLU(), nn.Conv2d(mid, growth, 3, padding=1, bias=False))
        self.drop = float(drop)

    def forward(self, seen):
        if isinstance(seen, list):
            seen = torch.cat(seen, 1)
        new = self.extend(self.squeeze(seen))
        return F.dropout(new, self.drop, self.training) if self.drop > 0 else new


class DenseBlock(nn.ModuleDict):
    def __init__(self, channels, growth, count, **options):
        super().__init__()
        for i in range(count):
            self["layer%d" % i] = Layer(channels + i * growth, growth, **options)
        self.out_channels = channels + count * growth

    def forward(self, x):
        seen = [x]
        for _, layer in self.items():
            seen.append(layer(seen))
        return torch.cat(seen, dim=1)


class Halve(nn.Sequential):
    """Half as many channels on half the map."""

    def __init__(self, channels):
        super().__init__()
        self.norm = nn.BatchNorm2d(channels)
        self.act = nn.ReLU(inplace=True)
        self.mix = nn.Conv2d(channels, channels // 2, kernel_size=1, bias=False)
        self.pool = nn.AvgPool2d(kernel_size=2, stride=2)


class DenseNet(nn.Module):
    def __init__(self, growth=8, blocks=(2, 3, 4), first=16, classes=10, **options):
        super().__init__()
        self.trunk = nn.Sequential()
        self.trunk.add_module("stem", nn.Conv2d(3, first, 7, stride=2, padding=3, bias=False))
        self.trunk.add_module("stem_pool", nn.MaxPool2d(3, 2, 1))
        channels = first
        for i, count in enumerate(blocks, start=1):
            block = DenseBlock(channels, growth, count, **options)
            self.trunk.add_module("dense%d" % i, block)
            channels = block.out_channels
            if i < len(blocks):
                self.trunk.add_module("halve%d" % i, Halve(channels))
                channels //= 2
        self.norm = nn.BatchNorm2d(channels)
        self.classify = nn.Linear(channels, classes)

    def forward(self, images):
        maps = self.norm(self.trunk(images)).relu()
        return self.classify(F.adaptive_avg_pool2d(maps, 1).squeeze(-1).squeeze(-1))


RUNS = [
    ("DenseNet", {}, [[2, 3, 64, 64]]),
    ("DenseNet", {"growth": 12, "blocks": (3, 3), "drop": 0.1, "classes": 5}, [[1, 3, 50, 70]]),
]
