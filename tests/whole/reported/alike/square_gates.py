import torch
from torch import nn


class SpatialGate(nn.Module):
    """A weight for every column of the map, shared by channels: (W,) meets (B, C, H, W) on purpose."""

    def __init__(self, width=16):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x * self.weight


class FeatureGate(nn.Module):
    def __init__(self, d=16):
        super().__init__()
        self.gate = nn.Sequential(nn.Linear(d, d), nn.Sigmoid())

    def forward(self, tokens):
        context = tokens.mean(dim=1, keepdim=True)
        return tokens * self.gate(context)


class Standardise(nn.Module):
    def forward(self, x):
        mean, std = x.mean((0, 2, 3)), x.std((0, 2, 3))
        return (x - mean.view(1, -1, 1, 1)) / (std.view(1, -1, 1, 1) + 1e-5)


distances = torch.randn(16)
pairs = distances.unsqueeze(0) - distances.unsqueeze(1)
out = FeatureGate()(SpatialGate()(torch.rand(16, 3, 16, 16)).flatten(2).transpose(1, 2)[..., :1].expand(-1, -1, 16))
s = Standardise()(torch.rand(16, 16, 16, 16))
