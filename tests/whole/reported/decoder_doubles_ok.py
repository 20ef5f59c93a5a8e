import torch
from torch import nn


class Generator(nn.Module):
    """DCGAN generator for 64x64 images: 4 -> 8 -> 16 -> 32 -> 64."""

    def __init__(self, z=100, f=16):
        super().__init__()
        self.net = nn.Sequential(
            nn.ConvTranspose2d(z, 8 * f, 4, 1, 0), nn.BatchNorm2d(8 * f), nn.ReLU(True),
            nn.ConvTranspose2d(8 * f, 4 * f, 4, 2, 1), nn.BatchNorm2d(4 * f), nn.ReLU(True),
            nn.ConvTranspose2d(4 * f, 2 * f, 4, 2, 1), nn.BatchNorm2d(2 * f), nn.ReLU(True),
            nn.ConvTranspose2d(2 * f, f, 4, 2, 1), nn.BatchNorm2d(f), nn.ReLU(True),
            nn.ConvTranspose2d(f, 3, 4, 2, 1), nn.Tanh(),
        )

    def forward(self, z):
        return self.net(z)


class Discriminator(nn.Module):
    def __init__(self, f=16):
        super().__init__()
        self.net = nn.Sequential(nn.Conv2d(3, f, 4, 2, 1), nn.LeakyReLU(0.2), nn.Conv2d(f, 2 * f, 4, 2, 1), nn.LeakyReLU(0.2))
        self.score = nn.Linear(2 * f, 1)

    def forward(self, x):
        return self.score(self.net(x).mean((2, 3)))


fake = Generator()(torch.randn(2, 100, 1, 1))
score = Discriminator()(fake)
out = fake
