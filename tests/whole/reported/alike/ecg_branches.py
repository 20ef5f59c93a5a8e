import torch
import torch.nn as nn


class Downsampler(nn.Module):
    """Even kernels that halve the length, padded by half."""

    def __init__(self, leads=3):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv1d(leads, 8, 4, stride=2, padding=1), nn.ReLU(), nn.Conv1d(8, 8, 16, stride=2, padding=7), nn.ReLU(),
            nn.AvgPool1d(4),
        )

    def forward(self, x):
        return self.layers(x)


out = Downsampler()(torch.randn(2, 3, 256)).detach()
