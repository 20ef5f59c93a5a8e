import math

import torch
import torch.nn as nn


class Waves(nn.Module):
    """Adds sines and cosines of the place to (batch, length, dim)."""

    def __init__(self, dim, longest):
        super().__init__()
        place = torch.arange(longest, dtype=torch.float)[:, None]
        rate = torch.exp(torch.arange(0, dim, 2) * (-math.log(1e4) / dim))
        table = torch.zeros(longest, dim)
        table[:, 0::2] = (place * rate).sin()
        table[:, 1::2] = (place * rate).cos()
        self.register_buffer("table", table[None])

    def forward(self, x):
        return x + self.table[:, :x.size(1)]  # error: [broadcast-mismatch]


class Abstract(nn.Module):
    def __init__(self, vocab=1000, dim=32, longest=64):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.waves = Waves(dim, longest)
        layer = nn.TransformerEncoderLayer(dim, 4, 64, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 1)

    def forward(self, tokens):
        return self.encoder(self.waves(self.embed(tokens)))


model = Abstract()
document = torch.randint(0, 1000, (2, 100))
memory = model(document)
