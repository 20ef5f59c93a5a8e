"""Groups and heads that divide what they should."""

import torch
from torch import nn

print(nn.Conv2d(15, 45, 3, groups=15)(torch.rand(1, 15, 8, 8)).shape)
print(nn.Conv2d(48, 30, 1, groups=6)(torch.rand(1, 48, 8, 8)).shape)
print(nn.ConvTranspose2d(6, 9, 2, groups=3)(torch.rand(1, 6, 8, 8)).shape)
print(nn.GroupNorm(1, 17)(torch.rand(2, 17, 4)).shape, nn.GroupNorm(17, 17)(torch.rand(2, 17, 4)).shape)
print(nn.GroupNorm(min(32, 24), 24)(torch.rand(2, 24, 4)).shape)
print(nn.MultiheadAttention(30, 5)(*[torch.rand(7, 2, 30)] * 3)[0].shape)
