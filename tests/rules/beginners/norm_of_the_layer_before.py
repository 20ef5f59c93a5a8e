"""Batch normalisation has the channels from before the convolution."""

import torch
import torch.nn as nn


def block(in_channels, out_channels):
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 3, padding=1),
        nn.BatchNorm2d(in_channels),
        nn.ReLU(inplace=True),
        nn.MaxPool2d(2),
    )


net = nn.Sequential(block(3, 16), block(16, 32), nn.Flatten(), nn.Linear(32 * 8 * 8, 10))
print(net(torch.randn(2, 3, 32, 32)).shape)
