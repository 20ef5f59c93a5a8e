"""Views and reshapes that hold, some of them after axes were moved."""

import torch
from torch import nn

x = torch.rand(4, 16, 5, 5)
print(x.view(4, 16 * 5 * 5).shape, x.view(-1, 16 * 25).shape, x.view(x.size(0), -1).shape)
print(x.permute(1, 2, 3, 0).reshape(16, -1).shape)
print(x.transpose(0, 1).contiguous().view(16, -1).shape)
# The last two axes stay side by side in memory.
print(x.permute(1, 0, 2, 3).view(16, 4, 25).shape)
print(x.view(2, 2, 4, 4, 25).shape)

heads = torch.rand(2, 10, 12 * 64).view(2, 10, 12, 64).transpose(1, 2)
print(heads.transpose(1, 2).reshape(2, 10, 768).shape)


class Shuffle(nn.Module):
    def __init__(self, groups=4):
        super().__init__()
        self.groups = groups

    def forward(self, x):
        n, c, h, w = x.shape
        x = x.view(n, self.groups, c // self.groups, h, w).transpose(1, 2).contiguous()
        return x.view(n, -1, h, w)


print(Shuffle()(x).shape)
print(nn.Unflatten(1, (4, -1))(x).shape)
