"""A generator of 32x32 colour images from noise, and the discriminator that judges them."""

import torch
from torch import nn

LATENT = 64


def up(in_channels, out_channels):
    return [nn.ConvTranspose2d(in_channels, out_channels, 4, 2, 1), nn.BatchNorm2d(out_channels), nn.ReLU()]


def down(in_channels, out_channels):
    return [nn.Conv2d(in_channels, out_channels, 4, 2, 1), nn.LeakyReLU(0.2)]


generator = nn.Sequential(
    nn.Linear(LATENT, 128 * 4 * 4),
    nn.Unflatten(1, (128, 4, 4)),
    *up(128, 64),
    *up(64, 32),
    nn.ConvTranspose2d(32, 3, 4, 2, 1),
    nn.Tanh(),
)

discriminator = nn.Sequential(
    *down(1, 32),
    *down(32, 64),
    *down(64, 128),
    nn.Flatten(),
    nn.Linear(128 * 4 * 4, 1),
    nn.Sigmoid(),
)

noise = torch.randn(16, LATENT)
fake = generator(noise)
verdict = discriminator(fake)
print(verdict.mean())
