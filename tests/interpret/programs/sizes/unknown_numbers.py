# symbolic
"""Numbers of which only that is known: a tensor that meets them keeps its shape."""

import math
import random
import time

import numpy as np
import torch
from torch import nn


class Attention(nn.Module):
    def __init__(self, dim, heads, scale, drop):
        super().__init__()
        self.dim = dim
        self.heads = heads
        self.factor = dim**-0.5  # before the layer shows that dim is a number
        self.scale = scale
        self.drop = drop
        self.to_q = nn.Linear(dim, dim)
        self.to_k = nn.Linear(dim, dim)

    def forward(self, x, mask):
        b, n, d = x.shape
        q, k = self.to_q(x), self.to_k(x)
        reveal_shape(q * self.factor)  # (b, n, dim)
        reveal_shape(q / math.sqrt(self.dim))  # (b, n, dim)
        reveal_shape((q * d**-0.5) @ k.transpose(-2, -1))  # (b, n, n)
        reveal_shape(q * self.dim)  # (b, n, dim)
        reveal_shape(self.dim * q)  # (b, n, dim)
        reveal_shape(q * min(self.dim, 4.5))  # (b, n, dim)
        reveal_shape(q * abs(self.dim - 3))  # (b, n, dim)
        reveal_shape(q / np.sqrt(self.dim))  # (b, n, dim)
        reveal_shape(q * x.mean().item())  # (b, n, dim)
        reveal_shape(q * float(self.scale))  # (b, n, dim)
        reveal_shape(q * math.exp(self.scale))  # (b, n, dim)
        reveal_shape(q * len(self.scale))  # (b, n, dim)
        reveal_shape(q * (random.random() - time.time()))  # (b, n, dim)
        reveal_shape(torch.zeros(int(self.scale)).dim())  # 1
        # What follows may be tensors of any shape.
        reveal_shape(q * self.scale)  # ?
        reveal_shape(q * self.scale**2)  # ?
        reveal_shape(q * (1 - self.drop))  # ?
        reveal_shape(q / np.sqrt(self.scale))  # ?
        reveal_shape(q * max(self.scale, self.dim))  # ?
        reveal_shape(q * mask)  # ?
        return q
