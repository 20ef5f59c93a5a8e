import torch
import torch.nn as nn


class Pair(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.a = nn.Conv2d(i, o, 3, padding=1)
        self.b = nn.Conv2d(o, o, 3, padding=1)

    def forward(self, x):
        return self.b(self.a(x).relu()).relu()


class Down(nn.Module):
    def __init__(self, widths):
        super().__init__()
        self.pairs = nn.ModuleList([Pair(i, o) for i, o in zip(widths, widths[1:])])
        self.halve = nn.MaxPool2d(2)

    def forward(self, x):
        seen = []
        for pair in self.pairs:
            x = pair(x)
            seen.append(x)
            x = self.halve(x)
        return seen


class Up(nn.Module):
    def __init__(self, widths):
        super().__init__()
        self.grow = nn.ModuleList([nn.ConvTranspose2d(i, o, 2, 2) for i, o in zip(widths, widths[1:])])
        self.pairs = nn.ModuleList([Pair(i, o) for i, o in zip(widths, widths[1:])])

    def forward(self, seen):
        x = seen.pop()
        for grow, pair in zip(self.grow, self.pairs):
            x = torch.cat([grow(x), seen.pop()], dim=1)
            x = pair(x)
        return x


class SaltNet(nn.Module):
    """Salt bodies in seismic images of 101x101."""

    def __init__(self):
        super().__init__()
        self.down, self.up = Down((3, 8, 16, 32)), Up((32, 16, 8))
        self.mask = nn.Conv2d(8, 1, 1)

    def forward(self, x):
        return self.mask(self.up(self.down(x)))


seismic = nn.functional.pad(torch.randn(1, 3, 101, 101), (0, 3, 0, 3), mode="reflect")
net = SaltNet()
print(net(seismic).shape)
