import torch
import torch.nn as nn


def rise(i, o, kernel=3, stride=2):
    return nn.Sequential(nn.ConvTranspose2d(i, o, kernel, stride), nn.BatchNorm2d(o), nn.ReLU())


class Digits(nn.Module):
    def __init__(self, noise=10, width=8):
        super().__init__()
        self.noise = noise
        self.rises = nn.Sequential(rise(noise, 4 * width), rise(4 * width, 2 * width, 4, 1))
        self.ink = nn.Sequential(nn.ConvTranspose2d(2 * width, 1, 4, 2), nn.Tanh())

    def forward(self, noise):
        maps = self.rises(noise)  # error: [wrong-rank]
        return self.ink(maps)


fake = Digits()(torch.randn(5, 10))
