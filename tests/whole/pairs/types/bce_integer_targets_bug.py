import torch
from torch import nn
net = nn.Sequential(nn.Linear(10, 1), nn.Sigmoid())
x = torch.randn(64, 10)
y = torch.randint(0, 2, (64, 1))
loss = nn.BCELoss()(net(x), y)  # error: [dtype-mismatch]
loss.backward()
