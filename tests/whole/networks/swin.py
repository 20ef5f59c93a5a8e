"""Attention in windows that are shifted in every second block, and merging of 2x2 patches between the stages."""

import torch
import torch.nn as nn
import torch.nn.functional as F


def to_windows(x, w):
    """(N, H, W, C) -> (N * H/w * W/w, w * w, C)"""
    n, h, wide, c = x.shape
    x = x.view(n, h // w, w, wide // w, w, c)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(-1, w * w, c)


def from_windows(windows, w, h, wide):
    n = int(windows.shape[0] / (h * wide / w / w))
    x = windows.view(n, h // w, wide // w, w, w, -1)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(n, h, wide, -1)


def relative_places(w):
    """For each two places of a window, the row of the bias table that belongs to the step between them."""
    rows, columns = torch.meshgrid(torch.arange(w), torch.arange(w), indexing="ij")
    places = torch.stack([rows, columns]).flatten(1)
    steps = places[:, :, None] - places[:, None, :] + (w - 1)
    return steps[0] * (2 * w - 1) + steps[1]


class WindowAttention(nn.Module):
    def __init__(self, dim, w, heads):
        super().__init__()
        self.heads = heads
        self.scale = (dim // heads) ** -0.5
        self.table = nn.Parameter(torch.zeros((2 * w - 1) ** 2, heads))
        self.register_buffer("places", relative_places(w))
        self.qkv = nn.Linear(dim, dim * 3)
        self.mix = nn.Linear(dim, dim)

    def forward(self, x):
        n, k, c = x.shape
        q, key, v = self.qkv(x).reshape(n, k, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        bias = self.table[self.places.view(-1)].view(k, k, self.heads).permute(2, 0, 1)
        weights = (q * self.scale @ key.transpose(-2, -1) + bias.unsqueeze(0)).softmax(-1)
        return self.mix((weights @ v).transpose(1, 2).reshape(n, k, c))


class Block(nn.Module):
    def __init__(self, dim, heads, w=4, shift=0):
        super().__init__()
        self.w, self.shift = w, shift
        self.norm1, self.norm2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.attention = WindowAttention(dim, w, heads)
        self.mlp = nn.Sequential(nn.Linear(dim, 2 * dim), nn.GELU(), nn.Linear(2 * dim, dim))

    def mixed(self, x):
        _, h, wide, _ = x.shape
        below, right = -h % self.w, -wide % self.w
        x = F.pad(x, (0, 0, 0, right, 0, below))
        if self.shift:
            x = x.roll((-self.shift, -self.shift), dims=(1, 2))
        x = from_windows(self.attention(to_windows(x, self.w)), self.w, h + below, wide + right)
        if self.shift:
            x = torch.roll(x, shifts=(self.shift, self.shift), dims=(1, 2))
        return x[:, :h, :wide, :].contiguous()

    def forward(self, x):
        x = x + self.mixed(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class Merge(nn.Module):
    """(N, H, W, C) -> (N, ceil(H / 2), ceil(W / 2), 2 C)"""

    def __init__(self, dim):
        super().__init__()
        self.norm = nn.LayerNorm(4 * dim)
        self.reduce = nn.Linear(4 * dim, 2 * dim, bias=False)

    def forward(self, x):
        h, w = x.shape[1:3]
        x = F.pad(x, (0, 0, 0, w % 2, 0, h % 2))
        quarters = [x[..., i::2, j::2, :] for i in (0, 1) for j in (0, 1)]
        return self.reduce(self.norm(torch.cat(quarters, dim=-1)))


class Swin(nn.Module):
    def __init__(self, dim=16, depths=(2, 2), heads=(2, 4), w=4, classes=9):
        super().__init__()
        self.cut = nn.Conv2d(3, dim, 4, 4)
        steps = []
        for i, (depth, h) in enumerate(zip(depths, heads)):
            if i:
                steps.append(Merge(dim))
                dim *= 2
            steps.append(nn.Sequential(*[Block(dim, h, w, shift=(j % 2) * (w // 2)) for j in range(depth)]))
        self.steps = nn.Sequential(*steps)
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, classes)

    def forward(self, x):
        x = self.cut(x).permute(0, 2, 3, 1)
        x = self.norm(self.steps(x)).permute(0, 3, 1, 2)
        return self.head(F.adaptive_avg_pool2d(x, 1).flatten(1))


RUNS = [
    ("Swin", {}, [[2, 3, 64, 64]]),
    ("Swin", {"depths": (1, 2, 1), "heads": (1, 2, 4)}, [[1, 3, 50, 70]]),
]
