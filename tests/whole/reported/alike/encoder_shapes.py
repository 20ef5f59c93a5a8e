import torch
from torch import nn
import torch.nn.functional as F


class Codec(nn.Module):
    """25 -> 13 -> 7 and back to 13 and 25: odd sizes come back without output_padding."""

    def __init__(self):
        super().__init__()
        self.down = nn.Sequential(nn.Conv2d(1, 4, 3, 2, 1), nn.ReLU(), nn.Conv2d(4, 8, 3, 2, 1))
        self.up = nn.Sequential(nn.ConvTranspose2d(8, 4, 3, 2, 1), nn.ReLU(), nn.ConvTranspose2d(4, 1, 3, 2, 1))

    def forward(self, x):
        return self.up(self.down(x))


class AnySize(nn.Module):
    """Takes images of any size; what the strides cannot divide comes back by interpolation."""

    def __init__(self):
        super().__init__()
        self.down = nn.Conv2d(1, 4, 4, 4)
        self.up = nn.ConvTranspose2d(4, 1, 4, 4)

    def forward(self, x):
        y = self.up(self.down(x))
        return F.interpolate(y, size=x.shape[-2:])


class Super(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.up = nn.Sequential(nn.ConvTranspose2d(8, 8, 4, 2, 1), nn.ConvTranspose2d(8, 3, 4, 2, 1))

    def forward(self, x):
        return F.interpolate(self.up(self.body(x)), size=(100, 100))


x = torch.rand(2, 1, 25, 25)
out = Codec()(x) - x
a = AnySize()(torch.rand(1, 1, 30, 41))
s = Super()(torch.rand(1, 3, 32, 32))
