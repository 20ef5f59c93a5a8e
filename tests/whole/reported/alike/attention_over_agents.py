import torch
from torch import nn


class SocialLayer(nn.Module):
    """Trajectories (agents, steps, features): first along the steps of an agent, then between the agents of a step."""

    def __init__(self, d=32):
        super().__init__()
        self.along_time = nn.MultiheadAttention(d, 4, batch_first=True)
        self.between_agents = nn.MultiheadAttention(d, 4)
        self.norm = nn.LayerNorm(d)

    def forward(self, x):
        agents, steps, d = x.shape
        x = self.norm(x + self.along_time(x, x, x)[0])
        return x + self.between_agents(x, x, x)[0]


class DayModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(4, 8)

    def forward(self, series):
        """series: (hours, households, 4)"""
        y, h = self.gru(series)
        return y.flatten(1)


out = SocialLayer()(torch.randn(9, 20, 32))
d = DayModel()(torch.randn(24, 5, 4))
