import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class Chunker(nn.Module):
    """Cuts a sequence into chunks; the end is filled with zeros up to a multiple of the chunk length."""

    def __init__(self, chunk_len):
        super().__init__()
        self.chunk_len = chunk_len

    def forward(self, x):
        t = x.shape[1]
        total = math.ceil(t / self.chunk_len) * self.chunk_len
        x = F.pad(x, (0, 0, 0, total - t))
        return x.reshape(x.shape[0], total // self.chunk_len, self.chunk_len, x.shape[2])


class ChunkTransformer(nn.Module):
    def __init__(self, features=10, dim=32, chunk_len=8):
        super().__init__()
        self.embed = nn.Linear(features, dim)
        self.chunk = Chunker(chunk_len)
        self.inner = nn.TransformerEncoderLayer(dim, 4, 64, batch_first=True)
        self.outer = nn.GRU(dim, dim, batch_first=True)
        self.head = nn.Linear(dim, 3)

    def forward(self, x):
        chunks = self.chunk(self.embed(x))
        b, n, l, d = chunks.shape
        pooled = self.inner(chunks.reshape(b * n, l, d)).mean(dim=1).reshape(b, n, d)
        _, h = self.outer(pooled)
        return self.head(h[-1])


torch.manual_seed(0)
out = ChunkTransformer().eval()(torch.randn(4, 64, 10)).detach()
