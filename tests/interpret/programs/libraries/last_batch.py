"""The last batch is smaller, and what a program says of the batch must hold for it too."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

rows = TensorDataset(torch.rand(1000, 12))
state = torch.zeros(1, 64, 5)
gru = nn.GRU(12, 5, batch_first=True)
reveal_shape(state)  # (1, 64, 5)
for (row,) in DataLoader(rows, 64, drop_last=True):
    gru(row.view(64, 1, 12), state)
for (row,) in DataLoader(rows, 64):
    gru(row[:, None], state)  # error: [size-mismatch]
