import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F


class WaveUNet(nn.Module):
    """Speech enhancement; the length must be divisible by the strides of all levels together."""

    def __init__(self, depth=3, channels=8):
        super().__init__()
        self.depth = depth
        self.down = nn.ModuleList()
        self.up = nn.ModuleList()
        for i in range(depth):
            a, b = (1 if i == 0 else channels * 2 ** (i - 1)), channels * 2**i
            self.down.append(nn.Conv1d(a, b, 8, stride=4, padding=2))
            self.up.insert(0, nn.ConvTranspose1d(b, a, 8, stride=4, padding=2))

    def forward(self, wav):
        factor = 4**self.depth
        length = wav.size(-1)
        fill = factor - length % factor  # warning: [block-too-many]
        x = F.pad(wav, (0, fill))
        skips = []
        for layer in self.down:
            skips.append(x)
            x = F.relu(layer(x))
        for layer in self.up:
            x = layer(x) + skips.pop()
        return x


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--samples", type=int, default=1024)
    args = parser.parse_args()
    torch.manual_seed(0)
    out = WaveUNet()(torch.randn(2, 1, args.samples)).detach()
