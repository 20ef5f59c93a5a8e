import torch
import torch.nn as nn


class LayerNorm(nn.Module):
    """Normalises every token over its features."""

    def __init__(self, features, eps=1e-6):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(features))
        self.bias = nn.Parameter(torch.zeros(features))
        self.eps = eps

    def forward(self, x):
        mean = x.mean(-1)
        std = x.std(-1)
        return self.gain * (x - mean) / (std + self.eps) + self.bias  # warning: [silent-broadcast]


class Block(nn.Module):
    def __init__(self, d=16):
        super().__init__()
        self.norm = LayerNorm(d)
        self.ff = nn.Sequential(nn.Linear(d, 4 * d), nn.ReLU(), nn.Linear(4 * d, d))

    def forward(self, x):
        return x + self.ff(self.norm(x))


pooled = torch.randn(16, 16)
out = nn.Sequential(Block(), Block())(pooled)
