"""Checks that hold, that are expected to fail, or that ask for something that is given later."""

import torch
from torch import nn


class Attention(nn.Module):
    def __init__(self, width, heads, window=0):
        super().__init__()
        if width % heads != 0:
            raise ValueError(f"{heads} heads do not divide {width}")
        self.project = nn.Linear(width, 3 * width)
        self.norm = nn.LayerNorm(3 * width)
        self.window = window

    def forward(self, x):
        assert x.shape[-1] * 3 == self.project.out_features
        return self.norm(self.project(x))


for heads in (3, 4, 5):
    try:
        attention = Attention(64, heads)
    except ValueError:
        continue
    print(attention(torch.rand(2, 10, 64)).shape)

print(Attention(60, 5)(torch.rand(2, 10, 60)).shape)
print(nn.Linear(60, 3)(torch.rand(2, 60)).relu().shape)
classes = 0
if classes > 0:
    assert classes % 2 == 0
