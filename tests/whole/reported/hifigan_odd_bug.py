import argparse
import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset


class Clips(Dataset):
    """Mel frames and the waveform below them, hop_size samples each."""

    def __init__(self, n, frames, hop_size):
        self.mel = torch.randn(n, 40, frames)
        self.wav = torch.randn(n, 1, frames * hop_size)

    def __len__(self):
        return len(self.mel)

    def __getitem__(self, i):
        return self.mel[i], self.wav[i]


class ResidualBlock(nn.Module):
    def __init__(self, channels, kernel_size=3, dilations=(1, 3, 5)):
        super().__init__()
        self.convs = nn.ModuleList(
            nn.Conv1d(channels, channels, kernel_size, dilation=d, padding=(kernel_size - 1) // 2 * d) for d in dilations
        )

    def forward(self, x):
        for conv in self.convs:
            x = x + conv(F.leaky_relu(x, 0.1))
        return x


class HiFiGANGenerator(nn.Module):
    """Upsamples mel frames to a waveform, by exactly the product of the scales."""

    def __init__(self, in_channels=40, channels=64, upsample_scales=(5, 4, 3), upsample_kernel_sizes=(10, 8, 6)):
        super().__init__()
        self.input_conv = nn.Conv1d(in_channels, channels, 7, padding=3)
        self.upsamples = nn.ModuleList()
        self.blocks = nn.ModuleList()
        for i, (scale, kernel) in enumerate(zip(upsample_scales, upsample_kernel_sizes)):
            self.upsamples.append(
                nn.ConvTranspose1d(
                    channels // 2**i,
                    channels // 2 ** (i + 1),
                    kernel,
                    scale,
                    padding=(kernel - scale) // 2,  # warning: [not-same]
                )
            )
            self.blocks.append(ResidualBlock(channels // 2 ** (i + 1)))
        self.output_conv = nn.Sequential(nn.LeakyReLU(), nn.Conv1d(channels // 2 ** (i + 1), 1, 7, padding=3), nn.Tanh())

    def forward(self, c):
        c = self.input_conv(c)
        for up, block in zip(self.upsamples, self.blocks):
            c = block(up(F.leaky_relu(c, 0.1)))
        return self.output_conv(c)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--hop_size", type=int, default=60)
    parser.add_argument("--frames", type=int, default=20)
    args = parser.parse_args()
    torch.manual_seed(0)
    generator = HiFiGANGenerator()
    optimizer = torch.optim.Adam(generator.parameters(), lr=2e-4)
    for mel, wav in DataLoader(Clips(4, args.frames, args.hop_size), batch_size=2):
        fake = generator(mel)
        length = min(fake.size(-1), wav.size(-1))
        loss = F.l1_loss(fake[..., :length], wav[..., :length])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    out = fake.detach()
