import torch
import torch.nn as nn


class Refine(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 5, padding=2)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        """x: (B, C, H, W) -> (B, C, H, W)"""
        x = torch.relu(self.conv1(x))
        return self.conv2(x)


# What torch says of it.
def claim():
    size = Refine(4)(torch.zeros(1, 4, 20, 20)).shape[2:]
    return size == (20, 20)
