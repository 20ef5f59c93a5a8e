"""Sums of tensors of other sizes that are meant, and residual sums whose ways do meet."""

import torch
from torch import nn


class Down(nn.Module):
    """Two ways to half the size that round alike."""

    def __init__(self):
        super().__init__()
        self.long = nn.Sequential(nn.Conv2d(8, 16, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(16, 16, 3, padding=1))
        self.short = nn.Conv2d(8, 16, 1, stride=2)
        self.pooled = nn.MaxPool2d(3, stride=2, padding=1)
        self.scale = nn.Parameter(torch.zeros(16, 1, 1))

    def forward(self, x):
        y = self.long(x) + self.short(x)
        return y * self.scale + self.pooled(x).repeat(1, 2, 1, 1)


print(Down()(torch.rand(2, 8, 33, 35)).shape)

points = torch.rand(20, 3)
centres = torch.rand(5, 3)
distances = (points[:, None] - centres[None]).pow(2).sum(-1)
print((distances < distances.mean(0)).shape)

gamma = torch.rand(4, 16)
print((torch.rand(4, 16, 9, 9) * gamma[:, :, None, None] + gamma.view(4, 16, 1, 1)).shape)
mask = torch.ones(7, 7).triu().bool()
print(torch.rand(2, 4, 7, 7).masked_fill(mask, float("-inf")).shape)
a, b = torch.rand(7, 1), torch.rand(1, 5)
print((a + b).shape, (a * torch.rand(5)).shape)
