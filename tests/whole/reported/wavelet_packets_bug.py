import numpy as np
import torch
import torch.nn as nn


def haar(images):
    """One level of a Haar transform of (batch, height, width, channels): four bands."""
    a, b = images[:, 0::2, 0::2], images[:, 0::2, 1::2]
    c, d = images[:, 1::2, 0::2], images[:, 1::2, 1::2]
    return [(a + b + c + d) / 2, (a + b - c - d) / 2, (a - b + c - d) / 2, (a - b - c + d) / 2]


def packets(images, level=2):
    nodes = [images]
    for _ in range(level):
        nodes = [band for node in nodes for band in haar(node)]
    return torch.stack(nodes, dim=0)  # (packets, batch, height, width, channels)


class PacketNet(nn.Module):
    def __init__(self, level=2, channels=3, classes=2):
        super().__init__()
        self.level = level
        self.conv = nn.Conv2d(4**level * channels, 32, 3, padding=1)
        self.fc = nn.Linear(32, classes)

    def forward(self, images):
        tree = packets(images, self.level)
        p, b, h, w, c = tree.shape
        x = tree.reshape(b, h, w, p * c)  # warning: [moved-by-view]
        x = self.conv(x.permute(0, 3, 1, 2)).relu()
        return self.fc(x.mean(dim=(2, 3)))


def load(n, size=32, seed=0):
    rng = np.random.default_rng(seed)
    return torch.from_numpy(rng.random((n, size, size, 3), dtype=np.float32)), torch.from_numpy(rng.integers(0, 2, n))


torch.manual_seed(0)
images, labels = load(12)
net = PacketNet()
loss = nn.functional.cross_entropy(net(images), labels)
loss.backward()
out = net(images).detach()
