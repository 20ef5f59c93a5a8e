import math

import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, dim=64, num_heads=8):
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = dim // num_heads
        self.q, self.k, self.v = nn.Linear(dim, dim), nn.Linear(dim, dim), nn.Linear(dim, dim)
        self.out = nn.Linear(dim, dim)

    def forward(self, x):
        bsz, seq_len, dim = x.size()
        q = self.q(x).view(bsz * self.num_heads, seq_len, self.head_dim)  # warning: [moved-by-view]
        k = self.k(x).view(bsz * self.num_heads, seq_len, self.head_dim)  # warning: [moved-by-view]
        v = self.v(x).view(bsz * self.num_heads, seq_len, self.head_dim)  # warning: [moved-by-view]
        scores = torch.bmm(q, k.transpose(1, 2)) / math.sqrt(self.head_dim)
        mixed = torch.bmm(scores.softmax(dim=-1), v)
        return self.out(mixed.view(bsz, seq_len, dim))


torch.manual_seed(0)
out = SelfAttention()(torch.randn(3, 20, 64))
