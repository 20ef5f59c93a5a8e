import torch
from torch import nn


class Anomaly(nn.Module):
    """One score for each window of 64 samples."""

    def __init__(self, n=64):
        super().__init__()
        self.n = n
        self.conv = nn.Conv1d(1, 4, 3, padding=1)
        self.score = nn.Linear(n, 1)

    def forward(self, window):
        h = torch.relu(self.conv(window))
        h = h.reshape(-1, self.n)  # warning: [batch-swallowed]
        return self.score(h)


# What torch says of it.
def claim():
    n = len(Anomaly()(torch.randn(10, 1, 64)))
    return n == 40
