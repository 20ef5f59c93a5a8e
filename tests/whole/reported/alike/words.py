import torch
from torch import nn
import torch.nn.functional as F


class Stem(nn.Module):
    def __init__(self, k=4):
        super().__init__()
        # convs of the original keep the size; ours are valid and crop the skip instead
        self.conv1 = nn.Conv2d(3, 8, k)
        self.conv2 = nn.Conv2d(8, 8, k)
        # 64 -> 128 channels happen further down
        self.mix = nn.Conv2d(8, 16, 1)

    def forward(self, x):
        y = self.conv2(F.relu(self.conv1(x)))
        skip = x[..., 3:-3, 3:-3]
        return self.mix(y), skip


class Widths(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(8, 16, 3)  # 8 -> 16
        self.b = nn.Conv2d(16, 32, 3)  # 16 -> 32
        # roughly halves the resolution
        self.c = nn.Conv2d(32, 32, 3, stride=2)

    def forward(self, x):
        return self.c(self.b(self.a(x)))


out, skip = Stem()(torch.rand(1, 3, 32, 32))
w = Widths()(torch.rand(1, 8, 16, 16))
