import math

import torch
import torch.nn as nn
from torch.nn.utils.rnn import pad_sequence


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
    def __init__(self, num_poi, embed_size, nhead, nhid, nlayers, dropout=0.5):
        super().__init__()
        self.pos_encoder = PositionalEncoding(embed_size, dropout)
        encoder_layers = nn.TransformerEncoderLayer(embed_size, nhead, nhid, dropout)
        self.transformer_encoder = nn.TransformerEncoder(encoder_layers, nlayers)
        self.embed_size = embed_size
        self.decoder_poi = nn.Linear(embed_size, num_poi)

    def forward(self, src, src_mask):
        src = src * math.sqrt(self.embed_size)
        src = self.pos_encoder(src)
        x = self.transformer_encoder(src, src_mask)  # warning: [wrong-axis]
        return self.decoder_poi(x)


def train(num_poi=40, embed=16, batch=6):
    poi_embed = nn.Embedding(num_poi, embed)
    model = TransformerModel(num_poi, embed, 2, 32, 2)
    optimizer = torch.optim.Adam([*model.parameters(), *poi_embed.parameters()], lr=1e-3)
    criterion = nn.CrossEntropyLoss(ignore_index=-1)
    lengths = [5, 9, 7, 9, 4, 8]
    trajectories = [torch.randint(0, num_poi, (n + 1,)) for n in lengths]
    x = pad_sequence([poi_embed(t[:-1]) for t in trajectories], batch_first=True, padding_value=-1)
    y = pad_sequence([t[1:] for t in trajectories], batch_first=True, padding_value=-1)
    mask = nn.Transformer.generate_square_subsequent_mask(batch)
    y_pred = model(x, mask)
    loss = criterion(y_pred.transpose(1, 2), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.detach()


torch.manual_seed(0)
out = train()
