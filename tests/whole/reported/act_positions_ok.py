import math

import torch
import torch.nn as nn


class PositionalEncoding(nn.Module):
    """Sinusoids; x is (sequence, batch, d_model)."""

    def __init__(self, d_model: int, max_len: int = 200):
        super().__init__()
        position = torch.arange(max_len).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
        pe = torch.zeros(max_len, d_model)
        pe[:, 0::2] = torch.sin(position * div_term)
        pe[:, 1::2] = torch.cos(position * div_term)
        self.register_buffer("pe", pe.unsqueeze(1))

    def forward(self, x):
        return x + self.pe[: x.size(0)]


class ActionChunking(nn.Module):
    def __init__(self, joints=7, horizon=12, hidden=32, heads=4):
        super().__init__()
        self.horizon = horizon
        self.state_embed = nn.Linear(joints, hidden)
        self.image_embed = nn.Conv2d(3, hidden, 16, stride=16)
        self.pos = PositionalEncoding(hidden)
        self.encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(hidden, heads, 64, dropout=0.0), 2)
        self.decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(hidden, heads, 64, dropout=0.0), 1)
        self.queries = nn.Parameter(torch.randn(horizon, 1, hidden))
        self.head = nn.Linear(hidden, joints)

    def forward(self, joints, image):
        batch = joints.size(0)
        tokens = self.image_embed(image).flatten(2).permute(2, 0, 1)
        state = self.state_embed(joints).unsqueeze(0)
        memory = self.encoder(self.pos(torch.cat([state, tokens], dim=0)))
        actions = self.decoder(self.queries.expand(-1, batch, -1), memory)
        return self.head(actions.transpose(0, 1))


torch.manual_seed(0)
net = ActionChunking()
opt = torch.optim.AdamW(net.parameters(), lr=1e-4)
predicted = net(torch.randn(4, 7), torch.rand(4, 3, 64, 64))
loss = (predicted - torch.randn(4, 12, 7)).abs().mean()
loss.backward()
opt.step()
out = predicted.detach()
