import torch.nn as nn
import torch.nn.functional as F


class PoolBranch(nn.Module):
    def __init__(self, in_channels, out_channels, window=5):
        super().__init__()
        self.window = window
        self.proj = nn.Conv2d(in_channels, out_channels, 1)

    def forward(self, x):
        pooled = F.avg_pool2d(x, self.window, stride=1, padding=self.window // 2)
        return F.relu(self.proj(pooled))


class Mixer(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 24, 3, 2, 1)
        self.branch = PoolBranch(24, 12)

    def forward(self, x):
        return self.branch(self.stem(x))
