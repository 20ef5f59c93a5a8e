import argparse
import math

import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset


class Episodes(Dataset):
    def __len__(self):
        return 12

    def __getitem__(self, i):
        return torch.randn(20, 9), torch.randn(20, 7)


class PositionalEncoding(nn.Module):
    def __init__(self, d_model, max_len=200):
        super().__init__()
        position = torch.arange(max_len).unsqueeze(1)
        div_term = torch.exp(torch.arange(0, d_model, 2) * (-math.log(10000.0) / d_model))
        pe = torch.zeros(max_len, d_model)
        pe[:, 0::2] = torch.sin(position * div_term)
        pe[:, 1::2] = torch.cos(position * div_term)
        self.register_buffer("pe", pe.unsqueeze(0))

    def forward(self, x):
        return x + self.pe[:, : x.size(1)]  # warning: [positions-along-batch]


class Policy(nn.Module):
    """Predicts an action for every step of an episode."""

    def __init__(self, state=9, action=7, dim=32, heads=4):
        super().__init__()
        self.proj = nn.Linear(state, dim)
        self.pos = PositionalEncoding(dim)
        self.encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(dim, heads, 64), 2)
        self.head = nn.Linear(dim, action)

    def forward(self, states):
        x = self.proj(states).transpose(0, 1)  # (steps, batch, dim)
        x = self.encoder(self.pos(x))
        return self.head(x).transpose(0, 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--batch", type=int, default=4)
    args = parser.parse_args()
    torch.manual_seed(0)
    policy = Policy()
    for states, actions in DataLoader(Episodes(), batch_size=args.batch, shuffle=True):
        loss = nn.functional.l1_loss(policy(states), actions)
        loss.backward()
    policy.eval()
    out = policy(torch.ones(3, 20, 9)).detach()
