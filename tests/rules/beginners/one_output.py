"""One probability for each sample, in a column, and labels that are not in one."""

import torch
from torch import nn

x, y = torch.randn(16, 10), torch.randint(0, 2, (16,)).float()
model = nn.Sequential(nn.Linear(10, 8), nn.ReLU(), nn.Linear(8, 1), nn.Sigmoid())
loss_fn = nn.BCELoss()
loss = loss_fn(model(x), y)
loss.backward()
print(loss.item())
