# symbolic
"""The first operation with an opinion says what an input is; what one branch learns stays in it."""

import torch
import torch.nn.functional as F
from torch import nn


class ByLinear(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(10, 5)

    def forward(self, x):
        y = self.fc(x)
        reveal_shape(x.shape[-1])  # 10
        reveal_shape(y.shape[-1])  # 5
        return y


class ByBatchNorm(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm2d(6)

    def forward(self, x):
        x = self.norm(x)
        reveal_shape(x)  # (N, 6, H, W)
        y = F.max_pool2d(x, 2)
        reveal_shape(y)  # (N, 6, H//2, W//2)
        y = F.interpolate(y, scale_factor=2)
        reveal_shape(y)  # (N, 6, 2*(H//2), 2*(W//2))
        return y


class ByUnpacking(nn.Module):
    def forward(self, query, key):
        b, n, d = query.shape
        scores = query @ key.transpose(1, 2)
        reveal_shape(query)  # (b, n, d)
        return scores.softmax(-1)


class TwoInputs(nn.Module):
    def __init__(self):
        super().__init__()
        self.left = nn.Conv2d(3, 8, 3, padding=1)
        self.right = nn.Conv2d(1, 8, 3, padding=1)

    def forward(self, image, mask):
        image, mask = self.left(image), self.right(mask)
        joined = torch.cat([image, mask], dim=1)
        reveal_shape(joined)  # (N, 16, H, W)
        return joined


class Conditional(nn.Module):
    def __init__(self, channels=4, stride=1):
        super().__init__()
        self.conv = nn.Conv1d(channels, 2 * channels, 3, stride, 1)

    def forward(self, x, lengths=None, residual: bool = False):
        out = self.conv(x)
        reveal_shape(out)  # (N, 8, L)
        if residual:
            out = out.chunk(2, dim=1)[0] + x
        return out.mean(-1)
