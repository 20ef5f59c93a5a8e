import torch
import torch.nn as nn


def haar(images):
    a, b = images[:, :, 0::2, 0::2], images[:, :, 0::2, 1::2]
    c, d = images[:, :, 1::2, 0::2], images[:, :, 1::2, 1::2]
    return torch.stack([a + b + c + d, a + b - c - d, a - b + c - d, a - b - c + d], dim=1) / 2


class PacketNet(nn.Module):
    def __init__(self, channels=3):
        super().__init__()
        self.conv = nn.Conv2d(4 * channels, 16, 3, padding=1)

    def forward(self, images):
        tree = haar(images)
        b, p, c, h, w = tree.shape
        return self.conv(tree.reshape(b, p * c, h, w)), tree.reshape(b * p, c, h, w).mean((2, 3)).reshape(b, p, c)


out = PacketNet()(torch.rand(2, 3, 16, 20))[0]
