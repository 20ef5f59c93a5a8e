"""functools.partialmethod: methods, constructors among them, of which some arguments are given."""

from functools import partialmethod
import torch
from torch import nn


class Drop(nn.Module):
    def __init__(self, r, batch_dim):
        super().__init__()
        self.r, self.batch_dim = r, batch_dim

    def forward(self, x):
        return x.sum(self.batch_dim)


class DropRow(Drop):
    __init__ = partialmethod(Drop.__init__, batch_dim=-3)


class DropColumn(Drop):
    __init__ = partialmethod(Drop.__init__, batch_dim=-2)

    def twice(self, x, times):
        return torch.cat([x] * times)

    once = partialmethod(twice, times=1)


reveal_shape(DropRow(0.1)(torch.zeros(2, 3, 4)))  # (3, 4)
reveal_shape(DropColumn(0.1)(torch.zeros(2, 3, 4)))  # (2, 4)
reveal_shape(DropColumn(0.1).once(torch.zeros(2, 3, 4)))  # (2, 3, 4)
