import math

import torch
import torch.nn as nn


def scaled_dot_product(q, k, v, mask=None):
    scaled = torch.einsum("bhid,bhjd->bhij", q, k) / math.sqrt(q.size(-1))
    if mask is not None:
        scaled = scaled + mask
    attention = torch.softmax(scaled, dim=-1)
    values = torch.einsum("bhij,bhjd->bhid", attention, v)
    return values, attention


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, num_heads):
        super().__init__()
        self.d_model = d_model
        self.num_heads = num_heads
        self.head_dim = d_model // num_heads
        self.qkv_layer = nn.Linear(d_model, 3 * d_model)
        self.linear_layer = nn.Linear(d_model, d_model)

    def forward(self, x, mask=None):
        batch_size, sequence_length, d_model = x.size()
        qkv = self.qkv_layer(x)
        qkv = qkv.reshape(batch_size, sequence_length, self.num_heads, 3 * self.head_dim)
        qkv = qkv.permute(0, 2, 1, 3)
        q, k, v = qkv.chunk(3, dim=-1)
        values, attention = scaled_dot_product(q, k, v, mask)
        values = values.permute(0, 2, 1, 3).reshape(batch_size, sequence_length, self.num_heads * self.head_dim)
        return self.linear_layer(values)


class Decoder(nn.Module):
    def __init__(self, vocab, d_model=32, num_heads=4, layers=2, max_len=64):
        super().__init__()
        self.embed = nn.Embedding(vocab, d_model)
        self.pos = nn.Embedding(max_len, d_model)
        self.layers = nn.ModuleList(MultiHeadAttention(d_model, num_heads) for _ in range(layers))
        self.norms = nn.ModuleList(nn.LayerNorm(d_model) for _ in range(layers))
        self.out = nn.Linear(d_model, vocab)

    def forward(self, tokens):
        n = tokens.size(1)
        mask = torch.triu(torch.full((n, n), float("-inf")), diagonal=1)
        x = self.embed(tokens) + self.pos(torch.arange(n))
        for layer, norm in zip(self.layers, self.norms):
            x = norm(x + layer(x, mask))
        return self.out(x)


torch.manual_seed(0)
model = Decoder(40)
tokens = torch.randint(0, 40, (3, 17))
logits = model(tokens[:, :-1])
loss = nn.functional.cross_entropy(logits.reshape(-1, 40), tokens[:, 1:].reshape(-1))
loss.backward()
out = logits.detach()
