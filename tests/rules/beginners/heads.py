"""More attention heads than the width can be divided by."""

import torch
from torch import nn


class Encoder(nn.Module):
    def __init__(self, d_model=128, nhead=6):
        super().__init__()
        self.embedding = nn.Embedding(1000, d_model)
        layer = nn.TransformerEncoderLayer(d_model=d_model, nhead=nhead, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, num_layers=1)

    def forward(self, tokens):
        return self.encoder(self.embedding(tokens))


print(Encoder()(torch.randint(0, 1000, (2, 9))).shape)
