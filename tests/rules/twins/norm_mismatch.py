"""Norms that do not count channels, or count another axis than the first one that comes to mind."""

import torch
from torch import nn

images = torch.rand(4, 16, 8, 8)

# Without parameters of its own an InstanceNorm does not care for num_features.
print(nn.InstanceNorm2d(3)(images).shape)
print(nn.LayerNorm([8, 8])(images).shape)
print(nn.LayerNorm(16)(images.permute(0, 2, 3, 1)).shape)
print(nn.GroupNorm(4, 16)(images.flatten(2)).shape)

tokens = torch.rand(4, 10, 32)
print(nn.BatchNorm1d(10)(tokens).shape)
print(nn.BatchNorm1d(32)(tokens.transpose(1, 2)).shape)
print(nn.BatchNorm1d(32)(tokens.reshape(-1, 32)).shape)

norm = nn.BatchNorm1d(32)
norm.eval()
print(norm(torch.rand(1, 32)).shape)
