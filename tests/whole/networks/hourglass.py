"""A stacked hourglass, built by recursion, on images that come channels last."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Bend(nn.Module):
    """cin -> cout on the same map, by way of half the channels."""

    def __init__(self, cin, cout):
        super().__init__()
        inner = cout // 2
        self.convs = nn.ModuleList([nn.Conv2d(cin, inner, 1), nn.Conv2d(inner, inner, 3, padding=1),
                                    nn.Conv2d(inner, cout, 1)])
        self.match = None if cin == cout else nn.Conv2d(cin, cout, 1)

    def forward(self, x):
        y = x
        for conv in self.convs:
            y = conv(F.relu(y))
        return y + (self.match(x) if self.match else x)


class Hourglass(nn.Module):
    def __init__(self, depth, width, more=0):
        super().__init__()
        inside = width + more
        self.beside = Bend(width, width)
        self.into = Bend(width, inside)
        self.core = Hourglass(depth - 1, inside, more) if depth > 1 else Bend(inside, inside)
        self.back = Bend(inside, width)

    def forward(self, x):
        low = self.back(self.core(self.into(F.max_pool2d(x, 2))))
        return self.beside(x) + F.interpolate(low, scale_factor=2, mode="nearest")


class Stage(nn.Module):
    """One hourglass with its heat maps; what it found is added to the input of the next one."""

    def __init__(self, width, joints, depth, more, last):
        super().__init__()
        self.glass = Hourglass(depth, width, more)
        self.refine = nn.Sequential(Bend(width, width), nn.Conv2d(width, width, 1))
        self.heat = nn.Conv2d(width, joints, 1)
        self.again = None
        if not last:
            self.again = nn.ModuleDict({"maps": nn.Conv2d(width, width, 1), "heat": nn.Conv2d(joints, width, 1)})

    def forward(self, x):
        maps = self.refine(self.glass(x))
        heat = self.heat(maps)
        if self.again is not None:
            x = x + self.again["maps"](maps) + self.again["heat"](heat)
        return x, heat


class Pose(nn.Module):
    def __init__(self, stages=2, width=16, joints=5, more=8, depth=3):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 8, 7, 2, 3), Bend(8, 16), nn.MaxPool2d(2, 2), Bend(16, width))
        self.stages = nn.ModuleList(Stage(width, joints, depth, more, i == stages - 1) for i in range(stages))

    def forward(self, images):
        x = self.stem(images.permute(0, 3, 1, 2))
        found = []
        for stage in self.stages:
            x, heat = stage(x)
            found.append(heat)
        return torch.stack(found, 1)


RUNS = [
    ("Pose", {}, [[1, 64, 96, 3]]),
    ("Pose", {"stages": 3, "depth": 2, "more": 0}, [[2, 32, 32, 3]]),
]
