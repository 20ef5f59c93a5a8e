"""VGG from lists of widths; a word in the list is a pool."""

import torch
from torch import nn

PLANS = {
    "small": [8, "pool", 16, "pool", 32, 32, "pool", 64, 64, "pool", 64, 64, "pool"],
    "medium": [8, 8, "pool", 16, 16, "pool", 32, 32, "pool", 64, 64, "pool", 64, 64, "pool"],
    "large": [8, 8, "pool", 16, 16, "pool", 32, 32, 32, "pool", 64, 64, 64, "pool", 64, 64, 64, "pool"],
}


def stack(plan, width=3, norm=False):
    parts = []
    for step in plan:
        if isinstance(step, str):
            parts.append(nn.MaxPool2d(2))
        else:
            parts.append(nn.Conv2d(width, step, 3, padding=1, bias=not norm))
            parts += [nn.BatchNorm2d(step)] * norm
            parts.append(nn.ReLU(inplace=True))
            width = step
    return parts, width


class VGG(nn.Module):
    def __init__(self, plan, classes=100, norm=False, hidden=(128, 128), grid=7, **options):
        super().__init__()
        layers, width = stack(plan, norm=norm)
        self.features = nn.Sequential(*layers)
        self.grid = nn.AdaptiveAvgPool2d((grid, grid))
        head, n = [], width * grid ** 2
        for h in hidden:
            head += [nn.Linear(n, h), nn.ReLU(True), nn.Dropout(options.get("dropout", 0.5))]
            n = h
        self.classifier = nn.Sequential(*head, nn.Linear(n, classes))
        self.apply(self.initialise)

    @staticmethod
    def initialise(layer):
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.kaiming_uniform_(layer.weight)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)

    def forward(self, x):
        x = self.grid(self.features(x))
        return self.classifier(torch.flatten(x, 1))


def by_size(size, **kwargs):
    norm = kwargs.pop("norm", size != "small")
    return VGG(PLANS[size], norm=norm, **kwargs)


def small(**kwargs):
    return by_size("small", **kwargs)


def for_cifar(classes=10):
    model = by_size("large", hidden=(), grid=1)
    model.classifier[-1] = nn.Linear(model.classifier[-1].in_features, classes)
    return model


RUNS = [
    ("small", {}, [[1, 3, 64, 64]]),
    ("by_size", {"size": "medium", "classes": 12, "dropout": 0.1}, [[2, 3, 70, 50]]),
    ("for_cifar", {}, [[1, 3, 32, 32]]),
]
