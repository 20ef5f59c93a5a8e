"""LeNet-5 as a plain module and as one Sequential."""

from collections import OrderedDict

import torch
import torch.nn as nn
import torch.nn.functional as F


class LeNet(nn.Module):
    def __init__(self, in_channels=1, num_classes=10):
        super(LeNet, self).__init__()
        self.c1 = nn.Conv2d(in_channels, 6, 5)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.f5 = nn.Linear(16 * 5 * 5, 120)
        self.f6 = nn.Linear(120, 84)
        self.scores = nn.Linear(84, num_classes)

    def forward(self, images):
        maps = F.max_pool2d(F.relu(self.c1(images)), (2, 2))
        maps = F.max_pool2d(F.relu(self.c3(maps)), 2)
        flat = maps.view(-1, self.values_per_image(maps))
        for layer in (self.f5, self.f6):
            flat = F.relu(layer(flat))
        return self.scores(flat)

    def values_per_image(self, maps):
        count = 1
        for side in maps.size()[1:]:
            count *= side
        return count


def lenet_sequential(activation=nn.Tanh):
    return nn.Sequential(OrderedDict([
        ("c1", nn.Conv2d(1, 6, 5, padding=2)),
        ("act1", activation()),
        ("s2", nn.AvgPool2d(2)),
        ("c3", nn.Conv2d(6, 16, 5)),
        ("act3", activation()),
        ("s4", nn.AvgPool2d(2)),
        ("c5", nn.Conv2d(16, 120, 5)),
        ("act5", activation()),
        ("flat", nn.Flatten()),
        ("f6", nn.Linear(120, 84)),
        ("act6", activation()),
        ("out", nn.Linear(84, 10)),
    ]))


RUNS = [
    ("LeNet", {}, [[4, 1, 32, 32]]),
    ("LeNet", {"in_channels": 3, "num_classes": 43}, [[1, 3, 32, 32]]),
    ("lenet_sequential", {}, [[2, 1, 28, 28]]),
]

if __name__ == "__main__":
    print(LeNet()(torch.randn(1, 1, 32, 32)))
