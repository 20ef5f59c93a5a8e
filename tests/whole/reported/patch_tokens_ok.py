import torch
from torch import nn


class PatchEmbed(nn.Module):
    def __init__(self, patch=8, dim=48):
        super().__init__()
        self.proj = nn.Conv2d(3, dim, patch, stride=patch)
        self.dim = dim

    def forward(self, x):
        x = self.proj(x)
        B, C, H, W = x.shape
        return x.flatten(2).transpose(1, 2)


class Mixer(nn.Module):
    def __init__(self, dim=48, classes=10):
        super().__init__()
        self.embed = PatchEmbed(dim=dim)
        self.block = nn.Sequential(nn.LayerNorm(dim), nn.Linear(dim, 2 * dim), nn.GELU(), nn.Linear(2 * dim, dim))
        self.head = nn.Linear(dim, classes)

    def forward(self, x):
        tokens = self.embed(x)
        tokens = tokens + self.block(tokens)
        return self.head(tokens.mean(1)), tokens


logits, out = Mixer()(torch.rand(2, 3, 64, 96))
