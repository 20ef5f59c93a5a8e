"""Labels read from a table stand in a column; cross entropy wants a row of them."""

import torch
from torch import nn

features = torch.randn(30, 4)
labels = torch.randint(0, 3, (30, 1))
model = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 3))
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

for epoch in range(2):
    optimizer.zero_grad()
    loss = criterion(model(features), labels)
    loss.backward()
    optimizer.step()
