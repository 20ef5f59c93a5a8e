import torch
import torch.nn as nn


class Trimmed(nn.Module):
    """Even kernels with half of it on both sides, and the last step cut off again."""

    def __init__(self, channels=8, kernel_size=4):
        super().__init__()
        self.conv = nn.Conv1d(channels, channels, kernel_size, padding=kernel_size // 2)

    def forward(self, x):
        y = torch.relu(self.conv(x))
        return x + y[..., : x.size(-1)]


out = Trimmed()(torch.randn(2, 8, 50)).detach()
