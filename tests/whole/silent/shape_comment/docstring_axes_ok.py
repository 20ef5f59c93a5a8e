import torch
import torch.nn as nn


class Resample(nn.Module):
    """Cuts a signal into overlapping frames and turns each into features."""

    def __init__(self, channels=4, out=16):
        super().__init__()
        self.conv = nn.Conv1d(channels, out, kernel_size=10, stride=5)

    def forward(self, x):
        """
        x: (batch, channels, time)
        returns: (batch, 16, time')
        """
        return torch.relu(self.conv(x))


# What torch says of it.
def claim():
    y = Resample()(torch.zeros(2, 4, 1000))
    return y.shape == (2, 16, 199)
