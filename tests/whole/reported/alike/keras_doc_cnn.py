import torch
from torch import nn


class Stem(nn.Module):
    """Same as the Keras block

        ZeroPadding2D(1)
        Conv2D(16, 3, strides=2, padding="valid")

    whose weights are copied into this one.
    """

    def __init__(self, cin=3, cout=16):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, 3, stride=2, padding=1)

    def forward(self, x):
        return torch.relu(self.conv(x))


out = Stem()(torch.rand(2, 3, 96, 96)).detach()
