import torch
import torch.nn as nn


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, dropout=0.1, max_len=600):
        super().__init__()
        self.dropout = nn.Dropout(p=dropout)
        pe = torch.zeros(max_len, d_model)
        position = torch.arange(0, max_len, dtype=torch.float).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2).float() * (-torch.log(torch.tensor(10000.0)) / d_model))
        pe[:, 0::2] = torch.sin(position * div_term)
        pe[:, 1::2] = torch.cos(position * div_term)
        pe = pe.unsqueeze(0)  # (1, max_len, d_model)
        self.register_buffer("pe", pe)

    def forward(self, x):
        x = x + self.pe[:, :x.shape[1], :]
        return self.dropout(x)


class DenoisingNetwork(nn.Module):
    def __init__(self, feature_dim=32, motion_dim=20, n_heads=4, n_layers=2):
        super().__init__()
        self.motion_proj = nn.Linear(motion_dim, feature_dim)
        self.audio_proj = nn.Linear(48, feature_dim)
        self.PE = PositionalEncoding(feature_dim)
        layer = nn.TransformerDecoderLayer(feature_dim, n_heads, 64, batch_first=True)
        self.transformer = nn.TransformerDecoder(layer, n_layers)
        self.motion_dec = nn.Linear(feature_dim, motion_dim)

    def forward(self, noisy_motion, audio_feat):
        """noisy_motion: (N, L, motion_dim), audio_feat: (N, L, 48)"""
        x = self.PE(self.motion_proj(noisy_motion))
        memory = self.audio_proj(audio_feat)
        return self.motion_dec(self.transformer(x, memory))


torch.manual_seed(0)
net = DenoisingNetwork()
optimizer = torch.optim.Adam(net.parameters(), lr=1e-4)
for step in range(2):
    motion = torch.randn(3, 100, 20)
    noise = torch.randn_like(motion)
    predicted = net(motion + noise, torch.randn(3, 100, 48))
    loss = (predicted - motion).square().mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
out = loss.detach()
