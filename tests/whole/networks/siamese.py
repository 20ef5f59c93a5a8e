"""One network for two images, whose difference decides; and a triplet on a subclass of an embedding."""

import torch
import torch.nn as nn


class Siamese(nn.Module):
    def __init__(self, widths=(8, 16, 16), kernels=(10, 7, 4), side=105):
        super(Siamese, self).__init__()
        layers, c = [], 1
        for w, k in zip(widths, kernels):
            layers += [nn.Conv2d(c, w, k), nn.ReLU(inplace=True), nn.MaxPool2d(2)]
            side = (side - k + 1) // 2
            c = w
        self.eyes = nn.Sequential(*layers)
        self.describe = nn.Sequential(nn.Linear(c * side * side, 64), nn.Sigmoid())
        self.same = nn.Linear(64, 1)

    def look(self, image):
        maps = self.eyes(image)
        return self.describe(maps.view(maps.size()[0], -1))

    def forward(self, left, right):
        apart = torch.abs(self.look(left) - self.look(right))
        return self.same(apart)


class Embedding(nn.Module):
    def __init__(self, dim=16):
        super().__init__()
        self.maps = nn.Sequential()
        for i, (a, b) in enumerate([(1, 8), (8, 16)]):
            self.maps.add_module(str(2 * i), nn.Sequential(nn.Conv2d(a, b, 5), nn.PReLU()))
            self.maps.add_module(str(2 * i + 1), nn.MaxPool2d(2, stride=2))
        self.out = nn.Sequential(nn.Flatten(), nn.Linear(16 * 4 * 4, 32), nn.PReLU(), nn.Linear(32, dim))

    def forward(self, x):
        return self.out(self.maps(x))


class OnSphere(Embedding):
    def forward(self, x):
        y = super().forward(x)
        y /= y.square().sum(1, keepdim=True).sqrt()
        return y


class Triplet(nn.Module):
    def __init__(self, embedding):
        super().__init__()
        self.embedding = embedding

    def forward(self, *images):
        return tuple(self.embedding(x) for x in images)


def triplet(sphere=True):
    return Triplet(OnSphere() if sphere else Embedding())


RUNS = [
    ("Siamese", {}, [[2, 1, 105, 105], [2, 1, 105, 105]]),
    ("Siamese", {"widths": (4, 8), "kernels": (5, 4), "side": 40}, [[1, 1, 40, 40], [1, 1, 40, 40]]),
    ("triplet", {}, [[3, 1, 28, 28], [3, 1, 28, 28], [3, 1, 28, 28]]),
]
