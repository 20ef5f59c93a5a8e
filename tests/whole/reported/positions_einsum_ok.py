import torch
import torch.nn.functional as F
from torch import nn

class Block(nn.Module):
    def __init__(self, vocab=100, d=32, heads=4):
        super().__init__()
        self.embed = nn.Embedding(vocab, d)
        self.pos_embed = nn.Parameter(torch.randn(64, 1, d))
        self.qkv = nn.Linear(d, 3 * d)
        self.heads = heads

    def forward(self, tokens):
        x = self.embed(tokens)
        b, t, d = x.shape
        x = x + self.pos_embed[:t].transpose(0, 1)
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        q = q.view(b, t, self.heads, -1).transpose(1, 2)
        k = k.view(b, t, self.heads, -1).transpose(1, 2)
        v = v.view(b, t, self.heads, -1).transpose(1, 2)
        y = torch.einsum("bhqk,bhkd->bhqd", torch.einsum("bhqd,bhkd->bhqk", q, k).softmax(-1), v)
        return y.transpose(1, 2).reshape(b, t, d)

out = Block()(torch.randint(0, 100, (8, 20)))
