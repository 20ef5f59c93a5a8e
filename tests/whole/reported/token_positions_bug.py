import torch
import torch.nn as nn
import torch.nn.functional as F


class CausalSelfAttention(nn.Module):
    def __init__(self, d_model, block_size):
        super().__init__()
        self.qkv = nn.Linear(d_model, 3 * d_model)
        self.register_buffer("mask", torch.tril(torch.ones(block_size, block_size)))

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = self.qkv(x).split(C, dim=-1)
        att = q @ k.transpose(-2, -1) / C**0.5
        att = att.masked_fill(self.mask[:T, :T] == 0, float("-inf"))
        return F.softmax(att, dim=-1) @ v


class TinyLM(nn.Module):
    def __init__(self, vocab=60, d_model=32, block_size=64):
        super().__init__()
        self.tok_emb = nn.Embedding(vocab, d_model)
        self.pos_emb = nn.Embedding(block_size, d_model)
        self.attn = CausalSelfAttention(d_model, block_size)
        self.head = nn.Linear(d_model, vocab)

    def forward(self, x):
        pos = torch.arange(x.size(0), device=x.device).unsqueeze(1)
        h = self.tok_emb(x) + self.pos_emb(pos)  # warning: [positions-along-batch]
        h = h + self.attn(h)
        return self.head(h)


torch.manual_seed(0)
model = TinyLM()
tokens = torch.randint(0, 60, (8, 24))
out = model(tokens)
loss = F.cross_entropy(out[:, :-1].reshape(-1, 60), tokens[:, 1:].reshape(-1))
