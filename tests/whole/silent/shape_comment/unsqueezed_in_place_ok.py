"""A comment beside a permute, whose result gets another axis in place afterwards."""

import torch
from torch import nn


class Speakers(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 4, 3, padding=1)

    def forward(self, features):
        features = features.permute(0, 2, 1)  # (B,T,F) => (B,F,T)
        features = features.unsqueeze_(1)
        return self.conv(features)


def main():
    return Speakers()(torch.rand(2, 50, 80))


def claim():
    return main().shape == (2, 4, 80, 50)
