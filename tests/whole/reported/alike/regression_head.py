import torch
import torch.nn as nn

model = nn.Sequential(nn.Linear(6, 16), nn.ReLU(), nn.Linear(16, 1))
x, price = torch.randn(20, 6), torch.rand(20)
predicted = model(x)
error = predicted.squeeze(1) - price
weights = torch.softmax(price, dim=0)
loss = (weights * error**2).sum()
gap = predicted - predicted.t()  # of every house to every other one
ranking = torch.relu(1 - gap * (price.unsqueeze(1) - price.unsqueeze(0)).sign()).mean()
(loss + ranking).backward()
out = loss.detach()
