import torch
import torch.nn as nn
import torch.nn.functional as F


class Levels(nn.Module):
    """Maps at half, a quarter and an eighth of the size; each gets what the coarser ones know."""

    def __init__(self, d=32):
        super(Levels, self).__init__()
        self.by2 = nn.Conv2d(3, 16, kernel_size=7, stride=2, padding=3)
        self.by4 = nn.Conv2d(16, 32, kernel_size=3, stride=2, padding=1)
        self.by8 = nn.Conv2d(32, 64, kernel_size=3, stride=2, padding=1)
        self.narrow = nn.ModuleList([nn.Conv2d(c, d, 1) for c in (16, 32, 64)])

    def add_coarser(self, coarse, fine):
        _, _, h, w = fine.size()
        return F.interpolate(coarse, size=(h, w), mode='nearest') + fine

    def forward(self, x):
        maps = []
        for conv in (self.by2, self.by4, self.by8):
            x = F.relu(conv(x))
            maps.append(x)
        one, two, three = [n(m) for n, m in zip(self.narrow, maps)]
        two = self.add_coarser(three, two)
        one = self.add_coarser(two, one)
        return one, two, three


for level in Levels()(torch.randn(1, 3, 300, 300)):
    print(level.size())
