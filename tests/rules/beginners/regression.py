"""A regression whose loss quietly compares every prediction with every target."""

import torch
from torch import nn

x = torch.linspace(0, 1, 50).unsqueeze(1)
y = (3 * x + 1).squeeze()
model = nn.Linear(1, 1)
loss_fn = nn.MSELoss()
loss = loss_fn(model(x), y)
loss.backward()
