import torch
from torch import nn


class PerStep(nn.Module):
    """Every step is a small set of sensors; sets of all steps and samples are encoded alike."""

    def __init__(self, features=2, hidden=16):
        super().__init__()
        self.point = nn.Sequential(nn.Linear(features, hidden), nn.ReLU())
        self.rnn = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, x):
        batch, steps, nodes, features = x.shape
        sets = self.point(x.reshape(batch * steps, nodes, features)).amax(dim=1)
        _, h = self.rnn(sets.view(batch, steps, -1))
        return h[-1]


out = PerStep()(torch.randn(4, 24, 12, 2)).detach()
