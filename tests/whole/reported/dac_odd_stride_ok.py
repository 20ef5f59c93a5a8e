import math

import torch
import torch.nn as nn


class EncoderBlock(nn.Module):
    def __init__(self, dim, stride):
        super().__init__()
        self.block = nn.Sequential(
            nn.ELU(),
            nn.Conv1d(dim // 2, dim, kernel_size=2 * stride, stride=stride, padding=math.ceil(stride / 2)),
        )

    def forward(self, x):
        return self.block(x)


class DecoderBlock(nn.Module):
    """Upsamples by `stride`."""

    def __init__(self, dim, stride):
        super().__init__()
        self.block = nn.Sequential(
            nn.ELU(),
            nn.ConvTranspose1d(dim, dim // 2, kernel_size=2 * stride, stride=stride, padding=math.ceil(stride / 2), output_padding=stride % 2),
        )

    def forward(self, x):
        return self.block(x)


class Codec(nn.Module):
    def __init__(self, base=8, strides=(2, 5)):
        super().__init__()
        layers, d = [nn.Conv1d(1, base, 7, padding=3)], base
        for s in strides:
            d *= 2
            layers.append(EncoderBlock(d, s))
        self.encoder = nn.Sequential(*layers)
        layers = []
        for s in reversed(strides):
            layers.append(DecoderBlock(d, s))
            d //= 2
        self.decoder = nn.Sequential(*layers, nn.Conv1d(d, 1, 7, padding=3))

    def forward(self, audio):
        length = audio.shape[-1]
        y = self.decoder(self.encoder(audio))
        self.raw = y
        return y[..., :length]


net = Codec()
y = net(torch.randn(1, 1, 1000))
out = net.raw
