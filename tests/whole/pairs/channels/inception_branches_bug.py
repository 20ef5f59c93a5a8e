import torch
import torch.nn as nn


class Unit(nn.Module):
    def __init__(self, c_in, c_out, **kwargs):
        super(Unit, self).__init__()
        self.conv = nn.Conv2d(c_in, c_out, bias=False, **kwargs)
        self.norm = nn.BatchNorm2d(c_out)

    def forward(self, x):
        x = self.conv(x)  # error: [channel-mismatch]
        return torch.relu(self.norm(x))


class FourWays(nn.Module):
    def __init__(self, c_in, pooled):
        super(FourWays, self).__init__()
        self.point = Unit(c_in, 16, kernel_size=1)
        self.five = nn.Sequential(Unit(c_in, 12, kernel_size=1), Unit(12, 16, kernel_size=5, padding=2))
        self.three = nn.Sequential(Unit(c_in, 16, kernel_size=1), Unit(16, 24, kernel_size=3, padding=1))
        self.pooled = Unit(c_in, pooled, kernel_size=1)

    def forward(self, x):
        smooth = nn.functional.avg_pool2d(x, kernel_size=3, stride=1, padding=1)
        ways = [self.point(x), self.five(x), self.three(x), self.pooled(smooth)]
        return torch.cat(ways, 1)


class Mushrooms(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = Unit(3, 32, kernel_size=3, stride=2)
        self.a = FourWays(32, pooled=8)
        self.b = FourWays(56, pooled=16)

    def forward(self, x):
        x = self.stem(x)
        x = self.a(x)
        return self.b(x)
