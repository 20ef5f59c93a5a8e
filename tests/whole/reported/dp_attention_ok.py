import math

import torch
from torch import nn
from torch.nn import functional as F


class DPMultiheadAttention(nn.Module):
    """Attention of plain Linear layers, so that per-sample gradients can be taken."""

    def __init__(self, embed_dim, num_heads, dropout=0.0, batch_first=False):
        super().__init__()
        self.embed_dim = embed_dim
        self.num_heads = num_heads
        self.head_dim = embed_dim // num_heads
        self.dropout = dropout
        self.batch_first = batch_first
        self.qlinear = nn.Linear(embed_dim, embed_dim)
        self.klinear = nn.Linear(embed_dim, embed_dim)
        self.vlinear = nn.Linear(embed_dim, embed_dim)
        self.out_proj = nn.Linear(embed_dim, embed_dim)

    def forward(self, query, key, value):
        if not self.batch_first:
            query, key, value = (x.transpose(0, 1) for x in (query, key, value))
        bsz, tgt_len, embed_dim = query.size()
        src_len = key.size(1)
        q = self.qlinear(query) / math.sqrt(self.head_dim)
        k = self.klinear(key)
        v = self.vlinear(value)
        q = q.view(bsz, tgt_len, self.num_heads, self.head_dim).transpose(1, 2)
        k = k.view(bsz, src_len, self.num_heads, self.head_dim).transpose(1, 2)
        v = v.view(bsz, src_len, self.num_heads, self.head_dim).transpose(1, 2)
        q = q.reshape(bsz * self.num_heads, tgt_len, self.head_dim)
        k = k.reshape(bsz * self.num_heads, src_len, self.head_dim)
        v = v.reshape(bsz * self.num_heads, src_len, self.head_dim)
        weights = torch.bmm(q, k.transpose(1, 2))
        weights = F.softmax(weights, dim=-1)
        weights = F.dropout(weights, p=self.dropout, training=self.training)
        output = torch.bmm(weights, v)
        if self.batch_first:
            output = output.view(bsz, self.num_heads, tgt_len, self.head_dim).transpose(1, 2)
            output = output.reshape(bsz, tgt_len, embed_dim)
        else:
            output = output.view(bsz, self.num_heads, tgt_len, self.head_dim)
            output = output.permute(2, 0, 1, 3).reshape(tgt_len, bsz, embed_dim)
        return self.out_proj(output)


class Classifier(nn.Module):
    def __init__(self, vocab=200, dim=32, heads=4, classes=3):
        super().__init__()
        self.emb = nn.Embedding(vocab, dim)
        self.attn = DPMultiheadAttention(dim, heads, batch_first=True)
        self.fc = nn.Linear(dim, classes)

    def forward(self, tokens):
        x = self.emb(tokens)
        x = x + self.attn(x, x, x)
        return self.fc(x.mean(dim=1))


model = Classifier().eval()
out = model.attn(*[model.emb(torch.arange(24).view(2, 12))] * 3).detach()
