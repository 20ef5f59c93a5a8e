import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, n_in, n_out, hidden=(128, 64, 32)):
        super().__init__()
        sizes = [n_in, *hidden]
        blocks = []
        for a, b in zip(sizes[:-1], sizes[1:]):
            blocks += [nn.Linear(a, b), nn.ReLU(), nn.Dropout(0.1)]
        self.body = nn.Sequential(*blocks)
        self.head = nn.Linear(hidden[0], n_out)  # related

    def forward(self, x):
        h = self.body(x)
        return self.head(h)  # error: [feature-mismatch]
