import torch
from torch import nn


class Shortcut(nn.Module):
    """Channels are repeated for the pixels that each becomes, and parted as the convolution beside it gives them."""

    def __init__(self, channels=3):
        super().__init__()
        self.conv = nn.Conv2d(channels, 4 * channels, 3, padding=1)

    def spread(self, x):
        b, c, h, w = x.shape
        x = x.view(b, 2, 2, c // 4, h, w)
        return x.permute(0, 3, 4, 1, 5, 2).reshape(b, c // 4, 2 * h, 2 * w)

    def forward(self, x):
        return self.spread(self.conv(x)) + self.spread(x.repeat_interleave(4, dim=1))


out = Shortcut()(torch.randn(2, 3, 6, 6)).detach()
