import torch
import torch.nn as nn


class UpBlock(nn.Module):
    """Doubles the height and the width."""

    def __init__(self, in_ch, out_ch):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_ch, out_ch, kernel_size=5, stride=2, padding=2)  # warning: [not-same]
        self.norm = nn.BatchNorm2d(out_ch)

    def forward(self, x):
        return torch.relu(self.norm(self.up(x)))


class Generator(nn.Module):
    def __init__(self, z_dim=64, width=128):
        super().__init__()
        self.width = width
        self.fc = nn.Linear(z_dim, width * 4 * 4)
        self.blocks = nn.Sequential(UpBlock(width, 64), UpBlock(64, 32), UpBlock(32, 16))
        self.to_rgb = nn.Conv2d(16, 3, 3, padding=1)

    def forward(self, z):
        x = self.fc(z).view(-1, self.width, 4, 4)
        return torch.tanh(self.to_rgb(self.blocks(x)))


torch.manual_seed(0)
out = Generator()(torch.randn(2, 64))
