import torch
import torch.nn as nn


def conv_same(cin, cout, k=3, dilation=1):
    return nn.Conv2d(cin, cout, k, padding=dilation * (k - 1) // 2, dilation=dilation)


class Context(nn.Module):
    def __init__(self, c=16):
        super().__init__()
        self.layers = nn.Sequential(
            conv_same(c, c), nn.ReLU(),
            conv_same(c, c, dilation=2), nn.ReLU(),
            conv_same(c, c, dilation=4), nn.ReLU(),
        )

    def forward(self, x):
        return self.layers(x)


# What torch says of it.
def claim():
    size = Context()(torch.zeros(1, 16, 40, 40)).shape[2:]
    return size == (40, 40)
