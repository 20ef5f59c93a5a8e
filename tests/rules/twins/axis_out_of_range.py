"""Axes at the very ends."""

import torch

x = torch.rand(8, 10)
print(x.softmax(dim=-1).shape, x.softmax(-2).shape, x.unsqueeze(2).shape, x.unsqueeze(-3).shape)
print(torch.stack([x, x], dim=2).shape, torch.cat([x, x], dim=-2).shape)
loss = x.mean()
print(loss.sum(0), loss.squeeze(-1).unsqueeze(0).shape)
print(x.flatten(1).shape, x.permute(-1, 0).shape, x.transpose(-1, -2).shape)
