import torch
import torch.nn as nn


class Block(nn.Module):
    """Conv2D(filters, 3, strides=s, padding='same') of the Keras network, but with torch's symmetric padding."""

    def __init__(self, inputs, outputs, k=3, stride=1):
        super().__init__()
        # tf: same padding; the sizes agree
        self.conv = nn.Conv2d(inputs, outputs, k, stride=stride, padding=k // 2, bias=False)

    def forward(self, x):
        return self.conv(x)


out = nn.Sequential(Block(3, 8, stride=2), Block(8, 8)).eval()(torch.rand(1, 3, 32, 32)).detach()
