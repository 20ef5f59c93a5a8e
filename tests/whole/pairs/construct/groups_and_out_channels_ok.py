import torch
import torch.nn as nn


class ShuffleUnit(nn.Module):
    def __init__(self, in_channels, out_channels, groups):
        super().__init__()
        mid = out_channels // 4
        self.gconv1 = nn.Conv2d(in_channels, mid, 1, groups=1 if mid % groups else groups, bias=False)
        self.bn1 = nn.BatchNorm2d(mid)
        self.dwconv = nn.Conv2d(mid, mid, 3, padding=1, groups=mid, bias=False)
        self.expand = nn.Conv2d(mid, out_channels, 1, bias=False)

    def forward(self, x):
        y = torch.relu(self.bn1(self.gconv1(x)))
        return torch.relu(self.expand(self.dwconv(y)))


unit = ShuffleUnit(in_channels=24, out_channels=200, groups=3)
print(unit(torch.rand(1, 24, 28, 28)).shape)
