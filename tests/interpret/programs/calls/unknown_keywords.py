"""Keywords that are not known may give any parameter; what users of a class may add leaves its defaults as they are."""

import torch
from torch import nn


class Projection(nn.Module):
    def __init__(self, dims=64, out_dims=512):
        super().__init__()
        self.proj = nn.Linear(dims, out_dims)

    def forward(self, x):
        return self.proj(x)


class Head(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.projection = Projection(**config)

    def forward(self, x, classes):
        return torch.einsum("bqc,nc->bqn", self.projection(x), classes)


def test_head(load):
    head = Head(**load("head.json"))
    head(torch.rand(2, 40, 64), torch.rand(20, 64))


class Passing(nn.Module):
    def __init__(self, **kwargs):
        super().__init__()
        self.projection = Projection(**kwargs)

    def forward(self, x):
        reveal_shape(self.projection(torch.rand(2, 64)))  # (2, 512)
        return x


class PassingWith(nn.Module):
    def __init__(self, *args, **kwargs):
        super().__init__()
        self.projection = Projection(*args, dims=8, **kwargs)

    def forward(self, x):
        return self.projection(x)


Passing()(torch.zeros(1))
