import torch
import torch.nn as nn


class SameConv1d(nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size):
        super().__init__()
        pad = (kernel_size - 1) // 2
        self.conv = nn.Sequential(
            nn.Conv1d(in_channels, out_channels, kernel_size, padding=pad),  # warning: [not-same]
        )

    def forward(self, x):
        return self.conv(x)


tower = nn.Sequential(SameConv1d(4, 16, 8), nn.ReLU(), SameConv1d(16, 16, 5))


# What torch says of it.
def claim():
    n = tower(torch.zeros(2, 4, 60)).shape[-1]
    return n == 59
