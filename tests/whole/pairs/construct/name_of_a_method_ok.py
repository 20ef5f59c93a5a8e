import torch
import torch.nn as nn


class Pyramid(nn.Module):
    """Maps at a half, a third and a quarter of the size."""

    def __init__(self, width=12):
        super().__init__()
        self.halve = nn.Conv2d(3, width, 3, stride=2, padding=1)
        self.third = nn.Conv2d(3, width, 3, stride=3, padding=1)
        self.quarter = nn.Conv2d(3, width, 5, stride=4, padding=2)

    def forward(self, x):
        return self.halve(x), self.third(x), self.quarter(x)


a, b, c = Pyramid()(torch.rand(1, 3, 48, 48))
