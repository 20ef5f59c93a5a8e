"""Indices at the very ends, and slices beyond them."""

import torch

x = torch.rand(8, 10)
print(x[-8], x[7, -10], x[:, 9].shape)
print(x[:, 5:50].shape, x[100:].shape, x[-30:3].shape)
print(x[..., None].shape, x[[0, -1, 7]].shape)
for i in range(x.shape[0]):
    last = x[i, x.size(1) - 1 - i]

# Positions and classes that the table, and the loss, has.
table = torch.nn.Embedding(128, 8)
print(table(torch.arange(0, 128).unsqueeze(0).repeat(4, 1)).shape)
places = torch.arange(512).expand((1, -1))
print(table(places[:, :100]).shape)
print(table(torch.randint(0, 128, (4, 50))).shape)
print(torch.nn.CrossEntropyLoss()(torch.rand(40, 10), torch.randint(0, 10, (40,))))
