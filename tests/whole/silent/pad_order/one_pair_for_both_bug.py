import torch
import torch.nn as nn
import torch.nn.functional as F


class SpectrogramConv(nn.Module):
    """Two convolutions over (batch, 1, bands, frames); the second sees reflected borders."""

    def __init__(self):
        super().__init__()
        self.padding = (1, 4)
        self.conv1 = nn.Conv2d(1, 8, kernel_size=(3, 9), padding=self.padding)
        self.conv2 = nn.Conv2d(8, 8, kernel_size=(3, 9))

    def forward(self, x):
        x = torch.relu(self.conv1(x))
        x = F.pad(x, self.padding + self.padding, mode="reflect")  # warning: [pad-order]
        return torch.relu(self.conv2(x))


# What torch says of it.
def claim():
    size = SpectrogramConv()(torch.zeros(1, 1, 40, 100)).shape[2:]
    return size == (43, 97)
