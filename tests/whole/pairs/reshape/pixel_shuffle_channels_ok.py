import torch
import torch.nn as nn


class Sharpen(nn.Module):
    """Three times as many pixels along each side of a grey image."""

    def __init__(self, times):
        super(Sharpen, self).__init__()
        self.look = nn.Sequential(nn.Conv2d(1, 48, 5, padding=2), nn.ReLU(), nn.Conv2d(48, 32, 3, padding=1), nn.ReLU())
        self.to_pixels = nn.Conv2d(32, times ** 2, 3, padding=1)
        self.shuffle = nn.PixelShuffle(times)

    def forward(self, x):
        x = self.to_pixels(self.look(x))
        return self.shuffle(x)


low = torch.rand(1, 1, 24, 24)
high = Sharpen(times=3)(low)
print(high.shape)
