import torch
from torch import nn


class Conv1dBlock(nn.Module):
    """Keeps the number of frames: what the padding adds is cut off at the end again."""

    def __init__(self, dim, k=4):
        super().__init__()
        self.k = k
        self.conv = nn.Conv1d(dim, dim, k, padding=k // 2)

    def forward(self, x):
        y = self.conv(x)
        return torch.relu(y[..., :x.shape[-1]])


# What torch says of it.
def claim():
    n = Conv1dBlock(6)(torch.zeros(1, 6, 80)).shape[-1]
    return n == 80
