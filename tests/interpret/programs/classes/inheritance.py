"""Bases, super() along the MRO, mixins, class attributes and what overrides what."""

import torch
from torch import nn


class Base(nn.Module):
    expansion = 1
    kernel = 3

    def __init__(self, channels):
        super().__init__()
        self.channels = channels
        self.body = self.make()

    def make(self):
        return nn.Conv2d(self.channels, self.channels * self.expansion, self.kernel, padding=self.kernel // 2)

    def forward(self, x):
        return self.body(x)


class Wide(Base):
    expansion = 4


class Deep(Wide):
    kernel = 5

    def make(self):
        return nn.Sequential(super().make(), nn.MaxPool2d(2))


x = torch.zeros(1, 2, 8, 8)
reveal_shape(Base(2)(x))  # (1, 2, 8, 8)
reveal_shape(Wide(2)(x))  # (1, 8, 8, 8)
reveal_shape(Deep(2)(x))  # (1, 8, 4, 4)
reveal_shape(Deep(2).body[0].kernel_size)  # (5, 5)


class Left:
    def order(self):
        return ["left", *super().order()]


class Right:
    def order(self):
        return ["right", *super().order()]


class Root:
    def order(self):
        return ["root"]


class Both(Left, Right, Root):
    def order(self):
        return ["both", *super().order()]


reveal_shape(Both().order())  # ['both', 'left', 'right', 'root']


class Pooled:
    def __init__(self, *args, pool=2, **kwargs):
        super().__init__(*args, **kwargs)
        self.pool = nn.AvgPool2d(pool)

    def forward(self, x):
        return self.pool(super().forward(x))


class PooledWide(Pooled, Wide):
    pass


reveal_shape(PooledWide(2, pool=4)(x))  # (1, 8, 2, 2)


class Old(nn.Linear):
    def __init__(self, n):
        super(Old, self).__init__(n, n + 1)

    def forward(self, input):
        return nn.Linear.forward(self, input).unsqueeze(0)


reveal_shape(Old(3)(torch.zeros(5, 3)))  # (1, 5, 4)
Wide.expansion = 2
reveal_shape(Wide(2)(x))  # (1, 4, 8, 8)
