import math

import torch
from torch import nn


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, dropout=0.1, max_len=500):
        super().__init__()
        self.dropout = nn.Dropout(p=dropout)
        pe = torch.zeros(max_len, d_model)
        position = torch.arange(0, max_len, dtype=torch.float).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2).float() * (-math.log(10000.0) / d_model))
        pe[:, 0::2] = torch.sin(position * div_term)
        pe[:, 1::2] = torch.cos(position * div_term)
        pe = pe.unsqueeze(0).transpose(0, 1)
        self.register_buffer("pe", pe)

    def forward(self, x):
        x = x + self.pe[: x.size(0), :]
        return self.dropout(x)


class TransformerModel(nn.Module):
    def __init__(self, num_poi, embed_size=64, nhead=2, nhid=128, nlayers=2):
        super().__init__()
        self.pos_encoder = PositionalEncoding(embed_size, 0.0)
        layers = nn.TransformerEncoderLayer(embed_size, nhead, nhid, 0.0)
        self.transformer_encoder = nn.TransformerEncoder(layers, nlayers)
        self.embed_size = embed_size
        self.decoder_poi = nn.Linear(embed_size, num_poi)

    def forward(self, src):
        src = src * math.sqrt(self.embed_size)
        src = self.pos_encoder(src.transpose(0, 1))
        x = self.transformer_encoder(src).transpose(0, 1)
        return self.decoder_poi(x)


batch = []
poi_embedding = nn.Embedding(50, 64)
for length in (7, 12, 9, 12):
    batch.append(poi_embedding(torch.randint(0, 50, (length,))))
batch_padded = nn.utils.rnn.pad_sequence(batch, batch_first=True, padding_value=-1)
out = TransformerModel(50)(batch_padded)
