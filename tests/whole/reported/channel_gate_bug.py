import torch
from torch import nn


class ChannelGate(nn.Module):
    """Squeeze and excitation for feature maps (B, C, H, W)."""

    def __init__(self, channels=16, reduction=4):
        super().__init__()
        self.fc = nn.Sequential(nn.Linear(channels, channels // reduction), nn.ReLU(), nn.Linear(channels // reduction, channels), nn.Sigmoid())

    def forward(self, x):
        squeezed = x.mean(dim=(2, 3))
        gate = self.fc(squeezed)
        return x * gate  # warning: [silent-broadcast]


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3, padding=1)
        self.gate = ChannelGate()
        self.head = nn.Linear(16, 5)

    def forward(self, x):
        y = self.gate(torch.relu(self.conv(x)))
        self.maps = y
        return self.head(y.mean((2, 3)))


net = Net()
scores = net(torch.rand(16, 3, 16, 16))
out = net.maps
