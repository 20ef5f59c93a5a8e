import math

import torch
import torch.nn as nn
from torch.nn.utils.rnn import pad_sequence


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, dropout=0.0, max_len=500):
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
    def __init__(self, num_poi, embed_size=32, nhead=2, nhid=64, nlayers=2):
        super().__init__()
        self.embed_size = embed_size
        self.pos_encoder = PositionalEncoding(embed_size)
        layer = nn.TransformerEncoderLayer(embed_size, nhead, nhid, 0.0)
        self.transformer_encoder = nn.TransformerEncoder(layer, nlayers)
        self.decoder_poi = nn.Linear(embed_size, num_poi)

    def forward(self, src):
        src = src * math.sqrt(self.embed_size)
        src = self.pos_encoder(src)
        x = self.transformer_encoder(src)  # warning: [wrong-axis]
        return self.decoder_poi(x)


poi_embed = nn.Embedding(200, 32)
trajectories = [torch.randint(1, 200, (n,)) for n in (5, 9, 7, 12)]
seqs = [poi_embed(t) for t in trajectories]
batch_padded = pad_sequence(seqs, batch_first=True, padding_value=-1)
model = TransformerModel(200)
out = model(batch_padded)
