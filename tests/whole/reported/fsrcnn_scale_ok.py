import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset


class Patches(Dataset):
    def __init__(self, scale, n=8):
        self.high = torch.rand(n, 1, 12 * scale, 12 * scale)
        self.low = F.interpolate(self.high, scale_factor=1 / scale, mode="area")

    def __len__(self):
        return len(self.high)

    def __getitem__(self, i):
        return self.low[i], self.high[i]


class FSRCNN(nn.Module):
    """Super resolution; the last layer upsamples by scale_factor."""

    def __init__(self, scale_factor, d=16, s=8):
        super().__init__()
        self.first = nn.Sequential(nn.Conv2d(1, d, 5, padding=2), nn.PReLU(d))
        self.mid = nn.Sequential(nn.Conv2d(d, s, 1), nn.PReLU(s), nn.Conv2d(s, s, 3, padding=1), nn.Conv2d(s, d, 1))
        # upsamples by scale_factor
        self.last = nn.ConvTranspose2d(
            d,
            1,
            9,
            stride=scale_factor,
            padding=4,
            output_padding=scale_factor - 1,
        )

    def forward(self, x):
        return self.last(self.mid(self.first(x)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=int, default=3)
    args = parser.parse_args()
    torch.manual_seed(0)
    model = FSRCNN(args.scale)
    for low, high in DataLoader(Patches(args.scale), batch_size=4, shuffle=True):
        made = model(low)
        loss = F.mse_loss(made, F.interpolate(high, size=made.shape[2:], mode="bilinear", align_corners=False))
        loss.backward()
    out = made.detach()
