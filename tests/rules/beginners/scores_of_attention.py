"""Attention by hand, without the transposition of the keys."""

import math

import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.q = nn.Linear(dim, dim)
        self.k = nn.Linear(dim, dim)
        self.v = nn.Linear(dim, dim)
        self.dim = dim

    def forward(self, x):
        q, k, v = self.q(x), self.k(x), self.v(x)
        scores = torch.matmul(q, k) / math.sqrt(self.dim)
        weights = torch.softmax(scores, dim=-1)
        return torch.matmul(weights, v)


print(SelfAttention(32)(torch.randn(2, 7, 32)).shape)
