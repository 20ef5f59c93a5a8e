import torch
from torch import nn


class Stem(nn.Module):
    """Three convolutions, stride 8 in all."""

    def __init__(self, width=32):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(3, width // 2, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(width // 2, width, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(width, width, 3, stride=2, padding=1),
        )

    def forward(self, x):
        return self.layers(x)


# What torch says of it.
def claim():
    n = Stem()(torch.zeros(1, 3, 64, 64)).shape[2]
    return n == 8
