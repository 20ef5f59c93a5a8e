import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F


class ContextModule(nn.Module):
    """Growing context at one resolution; the map stays as large as it is."""

    def __init__(self, channels, dilations=(1, 2, 4), kernel_size=5):
        super().__init__()
        self.convs = nn.ModuleList(
            nn.Conv2d(
                channels,
                channels,
                kernel_size,
                padding=2 * dilation,
                dilation=dilation,
            )
            for dilation in dilations
        )

    def forward(self, x):
        for conv in self.convs:
            x = F.relu(conv(x))
        return x


class Segmenter(nn.Module):
    def __init__(self, classes=5):
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(3, 16, 3, 2, 1), nn.ReLU())
        self.context = ContextModule(16)
        self.head = nn.Conv2d(16, classes, 1)

    def forward(self, image):
        maps = self.context(self.encoder(image))
        return F.interpolate(self.head(maps), size=image.shape[2:], mode="bilinear", align_corners=False), maps


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=96)
    args = parser.parse_args()
    torch.manual_seed(0)
    out = Segmenter()(torch.rand(1, 3, args.size, args.size))[1].detach()
