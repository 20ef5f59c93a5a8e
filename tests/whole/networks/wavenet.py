"""Gated dilated convolutions with skip sums, in the way of WaveNet."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class CausalConv1d(nn.Conv1d):
    """Looks back only, and keeps the length."""

    def __init__(self, in_channels, out_channels, kernel_size=2, dilation=1, **kwargs):
        super().__init__(in_channels, out_channels, kernel_size, dilation=dilation, **kwargs)
        self.left = (kernel_size - 1) * dilation

    def forward(self, x):
        return super().forward(F.pad(x, (self.left, 0)))


class ResidualLayer(nn.Module):
    def __init__(self, residual, skip, kernel_size, dilation, condition=0):
        super().__init__()
        self.conv = CausalConv1d(residual, 2 * residual, kernel_size, dilation)
        self.cond = nn.Conv1d(condition, 2 * residual, 1) if condition else None
        self.res_1x1 = nn.Conv1d(residual, residual, 1)
        self.skip_1x1 = nn.Conv1d(residual, skip, 1)

    def forward(self, x, c=None):
        h = self.conv(x)
        if self.cond is not None and c is not None:
            h = h + self.cond(c)
        a, b = h.chunk(2, dim=1)
        z = torch.tanh(a) * torch.sigmoid(b)
        return x + self.res_1x1(z), self.skip_1x1(z)


class WaveNet(nn.Module):
    def __init__(self, layers=4, stacks=2, residual=12, skip=16, classes=32, mels=0):
        super().__init__()
        self.input = CausalConv1d(1, residual, 2)
        self.upsample = nn.ConvTranspose1d(mels, mels, 16, stride=8, padding=4) if mels else None
        dilations = [2 ** i for _ in range(stacks) for i in range(layers)]
        self.layers = nn.ModuleList(ResidualLayer(residual, skip, 2, d, mels) for d in dilations)
        self.output = nn.Sequential(nn.ReLU(), nn.Conv1d(skip, skip, 1), nn.ReLU(), nn.Conv1d(skip, classes, 1))
        self.receptive_field = sum(dilations) + 2

    def forward(self, wave, mel=None):
        x = self.input(wave)
        c = self.upsample(mel) if self.upsample is not None else None
        skips = 0
        for layer in self.layers:
            x, s = layer(x, c)
            skips += s
        return self.output(skips)[:, :, self.receptive_field - 1:]


RUNS = [
    ("WaveNet", {}, [[2, 1, 100]]),
    ("WaveNet", {"mels": 6, "stacks": 1}, [[1, 1, 160], [1, 6, 20]]),
]
