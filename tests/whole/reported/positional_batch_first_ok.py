import math

import torch
from torch import Tensor, nn


class PositionalEncoding(nn.Module):
    def __init__(self, d_model: int, dropout: float = 0.1, max_len: int = 1000):
        super().__init__()
        self.dropout = nn.Dropout(p=dropout)
        position = torch.arange(max_len).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
        pe = torch.zeros(max_len, 1, d_model)
        pe[:, 0, 0::2] = torch.sin(position * div_term)
        pe[:, 0, 1::2] = torch.cos(position * div_term)
        self.register_buffer("pe", pe)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.pe[: x.size(1)].transpose(0, 1)
        return self.dropout(x)


class TimeSeriesTransformer(nn.Module):
    def __init__(self, n_features=7, d_model=32, n_heads=4, n_layers=2, horizon=3):
        super().__init__()
        self.input_layer = nn.Linear(n_features, d_model)
        self.positional = PositionalEncoding(d_model, dropout=0.0)
        encoder_layer = nn.TransformerEncoderLayer(d_model, n_heads, 64, dropout=0.0, batch_first=True)
        self.encoder = nn.TransformerEncoder(encoder_layer, n_layers)
        self.output_layer = nn.Linear(d_model, horizon)

    def forward(self, src):
        x = self.positional(self.input_layer(src))
        x = self.encoder(x)
        return self.output_layer(x[:, -1])


model = TimeSeriesTransformer()
window = torch.randn(10, 48, 7)
out = model(window)
