import torch
from torch import nn
net = nn.Linear(10, 1)
x = torch.randn(64, 10)
y = torch.randint(0, 2, (64,)) .float()
criterion = nn.BCEWithLogitsLoss()
loss = criterion(net(x).squeeze(1), y)
loss.backward()
