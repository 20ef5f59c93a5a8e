"""Layers that take inputs without a batch, and tensors that lose and gain axes on their way."""

import torch
from torch import nn

print(nn.Conv2d(3, 8, 3)(torch.rand(3, 16, 16)).shape)
print(nn.MaxPool2d(2)(torch.rand(3, 16, 16)).shape)
print(nn.BatchNorm1d(6)(torch.rand(5, 6)).shape, nn.BatchNorm1d(6)(torch.rand(5, 6, 7)).shape)
print(nn.Linear(4, 2)(torch.rand(4)).shape)
print(nn.LSTM(4, 8)(torch.rand(7, 4))[0].shape)

batch = torch.rand(10, 28, 28)
scores = nn.Conv2d(1, 4, 3)(batch[:, None])
n, c, h, w = scores.shape
flat = scores.view(n, c, -1).mean(-1)
rows, columns = flat.shape
print(nn.Conv1d(4, 2, 1)(flat.unsqueeze(-1)).shape, rows, columns)
for image in batch:
    height, width = image.shape
