import torch
import torch.nn as nn


class TimeFirstPooling(nn.Module):
    """Weights over time of states as an LSTM gives them, (time, batch, features)."""

    def __init__(self, dim=16):
        super().__init__()
        self.lstm = nn.LSTM(dim, dim)
        self.score = nn.Linear(dim, 1)
        self.softmax = nn.Softmax(dim=0)

    def forward(self, x):
        states, _ = self.lstm(x)
        weights = self.softmax(self.score(states))
        return (weights * states).sum(dim=0)


out = TimeFirstPooling()(torch.randn(9, 4, 16)).detach()
