import math

import torch
import torch.nn as nn


class FeedForward(nn.Module):
    """Position-wise feed-forward layer with pre-activation norm inside."""

    def __init__(self, d_model: int = 512, d_ff: int = 2048, dropout: float = 0.1) -> None:
        super().__init__()
        self.w_1 = nn.Linear(d_model, d_ff)
        self.w_2 = nn.Linear(d_ff, d_model)
        self.norm = nn.LayerNorm(d_model)
        self.dropout = nn.Dropout(dropout)
        self.scale = 1 / math.sqrt(2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        inner = self.dropout(torch.relu(self.w_1(x)))
        inner = self.norm(inner)  # error: [norm-mismatch]
        return self.scale * (x + self.w_2(inner))
