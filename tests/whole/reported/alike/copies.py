"""Copies of rows that are read as they were put, or meet what was put alike."""

import torch
from torch import nn


class Pairs(nn.Module):
    """Each node with each: one is repeated as a whole, the other row by row."""

    def __init__(self, features=16):
        super().__init__()
        self.weight, self.score = nn.Linear(features, features), nn.Linear(2 * features, 1)

    def forward(self, x):
        n = x.size(0)
        h = self.weight(x)
        both = torch.cat([h.repeat_interleave(n, dim=0), h.repeat(n, 1)], dim=1).view(n, n, -1)
        return self.score(both).squeeze(-1).softmax(1) @ h


class HeadsInFront(nn.Module):
    """The heads of all samples one after the other, and their masks as well."""

    def __init__(self, features=16, heads=4):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v = (nn.Linear(features, features) for _ in range(3))

    def forward(self, x, mask):
        q, k, v = (torch.cat(one(x).split(4, dim=2), dim=0) for one in (self.q, self.k, self.v))
        scores = torch.bmm(q, k.transpose(1, 2)).masked_fill(mask.repeat(self.heads, 1).unsqueeze(1), -1e9)
        return torch.cat(torch.bmm(scores.softmax(-1), v).split(x.size(0), dim=0), dim=2)


class Guided(nn.Module):
    def __init__(self, features=16):
        super().__init__()
        self.net = nn.Linear(2 * features, features)

    def forward(self, x, condition, nothing):
        with_it, without = self.net(torch.cat([torch.cat([x, x]), torch.cat([condition, nothing])], 1)).chunk(2)
        return without + 3 * (with_it - without)


def mean_of(net, x, times=5):
    return net(x.repeat(times, 1)).softmax(-1).view(times, x.size(0), -1).mean(0)


def all_with_all(x, y):
    n, m = x.size(0), y.size(0)
    return torch.cat([x.repeat_interleave(m, 0), y.repeat(n, 1)], 1).view(n, m, -1)


Pairs()(torch.randn(5, 16))
HeadsInFront()(torch.randn(3, 5, 16), torch.rand(3, 5) > 0.5)
Guided()(torch.randn(3, 16), torch.randn(3, 16), torch.randn(3, 16))
mean_of(nn.Linear(16, 4), torch.randn(3, 16))
all_with_all(nn.Linear(3, 3)(torch.randn(4, 3)), nn.Linear(3, 3)(torch.randn(5, 3)))
