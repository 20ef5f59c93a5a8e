import math

import torch
from torch import nn


class PositionalEncoding(nn.Module):
    """expects (seq, batch, dim)"""

    def __init__(self, d_model, max_len=500):
        super().__init__()
        position = torch.arange(max_len).unsqueeze(1)
        div = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
        pe = torch.zeros(max_len, 1, d_model)
        pe[:, 0, 0::2] = torch.sin(position * div)
        pe[:, 0, 1::2] = torch.cos(position * div)
        self.register_buffer("pe", pe)

    def forward(self, x):
        return x + self.pe[: x.size(0)]


class LM(nn.Module):
    def __init__(self, n=100, d=32):
        super().__init__()
        self.emb = nn.Embedding(n, d)
        self.pos = PositionalEncoding(d)
        self.enc = nn.TransformerEncoder(nn.TransformerEncoderLayer(d, 4, 64), 2)
        self.head = nn.Linear(d, n)

    def forward(self, tokens):
        # data comes as (batch, seq)
        x = self.emb(tokens.t())
        x = self.enc(self.pos(x))
        return self.head(x).permute(1, 0, 2)


out = LM()(torch.randint(0, 100, (8, 35)))
