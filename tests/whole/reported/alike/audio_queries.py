import torch
from torch import nn


class Prompts(nn.Module):
    """One learned prompt for each query, the same for every picture of the batch."""

    def __init__(self, dim=32, queries=10):
        super().__init__()
        self.queries = queries
        self.prompt = nn.Parameter(torch.randn(1, queries, dim))
        self.attention = nn.MultiheadAttention(dim, 4)

    def forward(self, memory):
        batch = memory.size(1)
        tgt = self.prompt.expand(batch, -1, -1).transpose(0, 1)
        start = self.prompt.reshape(self.queries, 1, -1).repeat(1, batch, 1)
        return self.attention(tgt + start, memory, memory)[0]


out = Prompts()(torch.randn(49, 5, 32)).detach()
