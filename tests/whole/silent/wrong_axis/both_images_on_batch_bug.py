import torch
import torch.nn as nn


class PairNet(nn.Module):
    """Two signatures in; one similarity for each pair out."""

    def __init__(self, dim=16):
        super().__init__()
        self.net = nn.Sequential(nn.Conv2d(1, 4, 5, 3), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 8 * 8, dim))
        self.verdict = nn.Linear(dim, 1)

    def forward(self, first, second):
        both = torch.cat([first, second], dim=0)  # warning: [wrong-axis]
        return torch.sigmoid(self.verdict(self.net(both)))


# What torch says of it.
def claim():
    x = torch.rand(3, 1, 28, 28)
    verdicts = PairNet()(x, x)
    return verdicts.shape == (6, 1)
