"""Signals have no axis for their single channel."""

import torch
from torch import nn

signals = torch.randn(12, 100)
net = nn.Sequential(nn.Conv1d(1, 8, 5), nn.ReLU(), nn.Flatten(), nn.Linear(8 * 96, 3))
print(net(signals).shape)
