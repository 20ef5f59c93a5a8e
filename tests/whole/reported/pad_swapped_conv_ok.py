import torch
from torch import nn
import torch.nn.functional as F


class CausalConv2d(nn.Module):
    """Spectrograms (batch, channels, time, freq): causal along time, symmetric along frequency."""

    def __init__(self, cin, cout, kernel_time=3, kernel_freq=5):
        super().__init__()
        self.kt, self.kf = kernel_time, kernel_freq
        self.conv = nn.Conv2d(cin, cout, (kernel_time, kernel_freq))

    def forward(self, x):
        x = F.pad(x, (self.kf // 2, self.kf // 2, self.kt - 1, 0))
        return self.conv(x)


net = nn.Sequential(CausalConv2d(1, 8), nn.ReLU(), CausalConv2d(8, 8))
out = net(torch.rand(2, 1, 60, 40))
