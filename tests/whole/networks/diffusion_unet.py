"""A denoising U-Net: every block is told the time, attention at the bottom, skips on a stack."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def waves(times, dim):
    """Sines and cosines of the times, with a column of zeros where the dim is odd."""
    n = dim // 2
    angles = times.float()[:, None] * torch.exp(torch.arange(n) * (-math.log(10000) / n))
    table = torch.cat([angles.cos(), angles.sin()], dim=-1)
    return F.pad(table, (0, dim % 2))


class Timed(nn.Module):
    """Modules that want to know the time as well."""


class Chain(nn.Sequential, Timed):
    def forward(self, x, time):
        for layer in self:
            x = layer(x, time) if isinstance(layer, Timed) else layer(x)
        return x


class Residual(Timed):
    def __init__(self, cin, cout, time):
        super().__init__()
        self.first = nn.Sequential(nn.GroupNorm(4, cin), nn.SiLU(), nn.Conv2d(cin, cout, 3, 1, 1))
        self.time = nn.Linear(time, 2 * cout)
        self.norm = nn.GroupNorm(4, cout)
        self.second = nn.Sequential(nn.SiLU(), nn.Conv2d(cout, cout, 3, padding=1))
        self.match = nn.Conv2d(cin, cout, 1) if cin != cout else nn.Identity()

    def forward(self, x, time):
        h = self.first(x)
        told = self.time(F.silu(time))
        while told.dim() < h.dim():
            told = told[..., None]
        scale, shift = told.chunk(2, dim=1)
        return self.match(x) + self.second(self.norm(h) * (1 + scale) + shift)


class Attention(nn.Module):
    def __init__(self, channels, heads=2):
        super().__init__()
        self.heads = heads
        self.norm = nn.GroupNorm(4, channels)
        self.qkv = nn.Conv1d(channels, channels * 3, 1)
        self.out = nn.Conv1d(channels, channels, 1)

    def forward(self, x):
        n, c, *sides = x.shape
        x = x.reshape(n, c, -1)
        qkv = self.qkv(self.norm(x)).reshape(n * self.heads, -1, x.shape[2])
        q, k, v = qkv.split(qkv.shape[1] // 3, dim=1)
        weights = torch.einsum("ncq,nck->nqk", q, k).div(math.sqrt(q.shape[1])).softmax(dim=-1)
        h = torch.einsum("nqk,nck->ncq", weights, v).reshape(n, c, -1)
        return (x + self.out(h)).reshape(n, c, *sides)


class Double(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        return self.conv(F.interpolate(x, scale_factor=2, mode="nearest"))


class Denoiser(nn.Module):
    def __init__(self, colours=3, base=8, factors=(1, 2, 3), blocks=1, attend_at=(4,)):
        super().__init__()
        self.base = base
        time = 4 * base
        self.time = nn.Sequential(nn.Linear(base, time), nn.SiLU(), nn.Linear(time, time))
        c, shrunk, widths = base, 1, [base]
        self.down = nn.ModuleList([Chain(nn.Conv2d(colours, base, 3, padding=1))])
        for level, factor in enumerate(factors):
            for _ in range(blocks):
                steps = [Residual(c, factor * base, time)]
                c = factor * base
                if shrunk in attend_at:
                    steps.append(Attention(c))
                self.down.append(Chain(*steps))
                widths.append(c)
            if level + 1 < len(factors):
                self.down.append(Chain(nn.Conv2d(c, c, 3, stride=2, padding=1)))
                widths.append(c)
                shrunk *= 2
        self.bottom = Chain(Residual(c, c, time), Attention(c), Residual(c, c, time))
        self.up = nn.ModuleList()
        for level in reversed(range(len(factors))):
            for i in range(blocks + 1):
                steps = [Residual(c + widths.pop(), base * factors[level], time)]
                c = base * factors[level]
                if level > 0 and i == blocks:
                    steps.append(Double(c))
                self.up.append(Chain(*steps))
        self.out = nn.Sequential(nn.GroupNorm(4, c), nn.SiLU(), nn.Conv2d(c, colours, 3, padding=1))

    def forward(self, noisy, times):
        time = self.time(waves(times, self.base))
        skips, h = [], noisy
        for chain in self.down:
            h = chain(h, time)
            skips.append(h)
        h = self.bottom(h, time)
        for chain in self.up:
            h = chain(torch.cat([h, skips.pop()], dim=1), time)
        return self.out(h)


RUNS = [
    ("Denoiser", {}, [[2, 3, 32, 32], ("long", [2])]),
    ("Denoiser", {"colours": 1, "factors": (1, 2), "blocks": 2}, [[1, 1, 24, 40], ("long", [1])]),
]
