"""Indices at the very ends, and slices beyond them."""

import torch

x = torch.rand(8, 10)
print(x[-8], x[7, -10], x[:, 9].shape)
print(x[:, 5:50].shape, x[100:].shape, x[-30:3].shape)
print(x[..., None].shape, x[[0, -1, 7]].shape)
for i in range(x.shape[0]):
    last = x[i, x.size(1) - 1 - i]
