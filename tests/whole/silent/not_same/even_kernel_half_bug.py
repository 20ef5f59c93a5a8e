import torch
from torch import nn


class EnergyNet(nn.Module):
    """Predicts one value per time step of the aggregate load."""

    def __init__(self):
        super().__init__()
        layers = []
        c = 1
        for out, kernel_size in ((16, 3), (16, 5), (32, 4)):
            layers.append(nn.Conv1d(c, out, kernel_size, padding=kernel_size // 2))  # warning: [not-same]
            layers.append(nn.ReLU())
            c = out
        layers.append(nn.Conv1d(c, 1, 1))
        self.net = nn.Sequential(*layers)

    def forward(self, load):
        return self.net(load)


# What torch says of it.
def claim():
    n = EnergyNet()(torch.zeros(1, 1, 96)).shape[-1]
    return n == 97
