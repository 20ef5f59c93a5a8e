import torch
import torch.nn as nn


class TokenMixer(nn.Module):
    """(batch, tokens, dim) -> the same; mixes over the tokens."""

    def __init__(self, tokens, dim, hidden):
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.fc1 = nn.Linear(tokens, hidden)
        self.fc2 = nn.Linear(hidden, tokens)

    def forward(self, x):
        y = self.norm(x).transpose(1, 2)
        y = self.fc2(nn.functional.gelu(self.fc1(y)))
        return x + y.transpose(1, 2)


mixer = TokenMixer(tokens=49, dim=128, hidden=256)
mixer(torch.randn(2, 49, 128))
