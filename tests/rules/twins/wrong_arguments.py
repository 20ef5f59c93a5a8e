"""Calls that do not look like the signature, and fit it."""

from collections import OrderedDict

import torch
from torch import nn


class Conv(nn.Conv2d):
    """A signature of its own: (width, norm=...)"""

    def __init__(self, width, *, norm=True, **options):
        super().__init__(width, width, 3, padding=1, bias=not norm, **options)
        self.norm = nn.BatchNorm2d(width) if norm else nn.Identity()

    def forward(self, x, scale=1.0):
        return self.norm(super().forward(x)) * scale


x = torch.rand(2, 8, 6, 6)
print(Conv(8, groups=2)(x, scale=0.5).shape)
print(nn.Identity(54, unused="yes")(x).shape)
print(x.sum(axis=1, keepdims=True).shape, torch.mean(input=x, dim=(2, 3)).shape)
print(x.permute(0, 2, 3, 1).shape, x.permute((0, 2, 3, 1)).shape, x.view(size=(2, -1)).shape)
options = {"kernel_size": 3, "stride": (2, 1)}
print(nn.Conv2d(8, 4, **options)(x).shape)
net = nn.Sequential(OrderedDict(up=nn.Upsample(scale_factor=2), pool=nn.AvgPool2d((2, 2))))
print(net(x).shape, torch.zeros(2, 3).shape, torch.zeros((2, 3)).shape, torch.zeros([2, 3]).shape)

# Indices that began as numbers with a point, and are none any more.
table = nn.Embedding(10, 4)
table(torch.zeros(2, 7).long())
table(torch.rand(2, 7).argsort(dim=1))
table((torch.rand(2, 7) * 9).to(torch.int64))
table(torch.zeros(2, 7, dtype=torch.long))
