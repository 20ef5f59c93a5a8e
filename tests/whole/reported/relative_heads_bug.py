import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class RelativeMultiHeadAttention(nn.Module):
    """Attention with relative positions of keys."""

    def __init__(self, emb_dim, num_heads, max_relative=8):
        super().__init__()
        self.num_heads, self.head_dim = num_heads, emb_dim // num_heads
        self.max_relative = max_relative
        self.query_proj = nn.Linear(emb_dim, emb_dim)
        self.key_proj = nn.Linear(emb_dim, emb_dim)
        self.value_proj = nn.Linear(emb_dim, emb_dim)
        self.relative = nn.Embedding(2 * max_relative + 1, self.head_dim)
        self.out_proj = nn.Linear(emb_dim, emb_dim)

    def split(self, x):
        batch_size, length, _ = x.shape
        x = x.view(batch_size, length, self.num_heads, self.head_dim).permute(0, 2, 1, 3)
        return x.contiguous().view(batch_size * self.num_heads, length, self.head_dim)

    def reshape_to_concat(self, batch_size, tensor):
        # before: (batch size, number of heads, input length, head dimension)
        tensor = tensor.permute(0, 2, 1, 3)
        return tensor.contiguous().view(batch_size, -1, self.num_heads * self.head_dim)  # warning: [moved-by-view]

    def attend(self, query, key, value):
        length = query.size(1)
        steps = torch.arange(length)
        offsets = (steps[None, :] - steps[:, None]).clamp(-self.max_relative, self.max_relative) + self.max_relative
        scores = torch.bmm(query, key.transpose(1, 2))
        scores = scores + torch.einsum("bqd,qkd->bqk", query, self.relative(offsets))
        return torch.bmm(F.softmax(scores / math.sqrt(self.head_dim), dim=-1), value)

    def forward(self, x):
        batch_size = x.size(0)
        query, key, value = self.split(self.query_proj(x)), self.split(self.key_proj(x)), self.split(self.value_proj(x))
        output = self.attend(query, key, value)
        output = output.view(self.num_heads, batch_size, -1, self.head_dim)
        output = self.reshape_to_concat(batch_size, output)
        return self.out_proj(output)


class Encoder(nn.Module):
    def __init__(self, vocab=120, dim=32, heads=4, layers=2):
        super().__init__()
        self.emb = nn.Embedding(vocab, dim)
        self.layers = nn.ModuleList(RelativeMultiHeadAttention(dim, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(dim)

    def forward(self, tokens):
        x = self.emb(tokens)
        for layer in self.layers:
            y = layer(x)
            x = self.norm(x + y)
        return x


torch.manual_seed(0)
out = Encoder()(torch.randint(0, 120, (3, 10))).detach()
