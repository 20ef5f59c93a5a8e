import torch
import torch.nn as nn


class Sprites(nn.Module):
    """Game sprites from noise."""

    def __init__(self, side=32, noise=100, colours=4):
        super(Sprites, self).__init__()
        self.start = side // 4
        self.seed = nn.Sequential(nn.Linear(noise, 64 * self.start ** 2), nn.LeakyReLU(0.2))
        steps = [nn.BatchNorm2d(128)]
        for i, o in ((128, 64), (64, 32)):
            steps += [nn.Upsample(scale_factor=2), nn.Conv2d(i, o, 3, stride=1, padding=1), nn.LeakyReLU(0.2)]
        self.grow = nn.Sequential(*steps)
        self.paint = nn.Sequential(nn.Conv2d(32, colours, 3, padding=1), nn.Tanh())

    def forward(self, z):
        seed = self.seed(z)
        seed = seed.view(seed.shape[0], 128, self.start, self.start)  # error: [invalid-reshape]
        return self.paint(self.grow(seed))


noise = torch.randn(64, 100)
sprites = Sprites()(noise)
