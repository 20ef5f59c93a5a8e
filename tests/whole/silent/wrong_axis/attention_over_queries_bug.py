import math

import torch
from torch import nn


class Attention(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.q, self.k, self.v = nn.Linear(d, d), nn.Linear(d, d), nn.Linear(d, d)
        self.d = d

    def weights(self, x, memory):
        scores = torch.bmm(self.q(x), self.k(memory).transpose(1, 2)) / math.sqrt(self.d)
        return torch.softmax(scores, dim=1)  # warning: [wrong-axis]

    def forward(self, x, memory):
        attn = self.weights(x, memory)
        return torch.bmm(attn, self.v(memory))


# What torch says of it.
def claim():
    attention = Attention(8)
    w = attention.weights(torch.randn(2, 5, 8), torch.randn(2, 9, 8))
    one = torch.allclose(w.sum(-1), torch.ones(2, 5), atol=1e-5)
    return not one
