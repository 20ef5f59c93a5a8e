from functools import partial

import torch
import torch.nn as nn


class ResBlock(nn.Module):
    def __init__(self, cin, cout, norm_layer=nn.BatchNorm2d):
        super().__init__()
        self.norm1 = norm_layer(cin)
        self.conv1 = nn.Conv2d(cin, cout, 3, 1, 1)
        self.norm2 = norm_layer(cin)
        self.conv2 = nn.Conv2d(cout, cout, 3, 1, 1)
        self.shortcut = nn.Conv2d(cin, cout, 1) if cin != cout else nn.Identity()
        self.act = nn.SiLU()

    def forward(self, x):
        h = self.conv1(self.act(self.norm1(x)))
        h = self.conv2(self.act(self.norm2(h)))  # error: [norm-mismatch]
        return self.shortcut(x) + h


instance = partial(nn.InstanceNorm2d, affine=True)
net = nn.Sequential(
    nn.Conv2d(3, 32, 3, padding=1),
    ResBlock(32, 32, instance),
    ResBlock(32, 64, instance),
)
net(torch.rand(2, 3, 24, 24))
