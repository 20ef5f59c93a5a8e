"""Skips of odd images that are brought to one size, and joins that begin with nothing."""

import torch
import torch.nn.functional as F
from torch import nn


class OddUNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.down = nn.Conv2d(3, 8, 3, stride=2, padding=1)
        self.bottom = nn.Conv2d(8, 16, 3, stride=2, padding=1)
        self.up = nn.ConvTranspose2d(16, 8, 2, stride=2)
        self.last = nn.ConvTranspose2d(16, 3, 3, stride=2, padding=1)

    def forward(self, x):
        skip = self.down(x)
        y = self.up(self.bottom(skip))
        y = F.pad(y, (0, skip.shape[3] - y.shape[3], 0, skip.shape[2] - y.shape[2]))
        y = self.last(torch.cat([y, skip], dim=1), output_size=x.shape[2:])
        return torch.cat([y, x], dim=1)


print(OddUNet()(torch.rand(1, 3, 50, 49)).shape)

collected = torch.empty(0)
for _ in range(3):
    collected = torch.cat([collected, torch.rand(2, 5)])
print(collected.shape)

wide, narrow = torch.rand(1, 4, 30, 30), torch.rand(1, 4, 26, 26)
print(torch.cat([wide[:, :, 2:-2, 2:-2], narrow], 1).shape)
print(torch.cat([torch.rand(2, 3, 4), torch.rand(2, 3, 9)], dim=-1).shape)
print(torch.stack([row.mean(0) for row in torch.rand(6, 7, 8)]).shape)
