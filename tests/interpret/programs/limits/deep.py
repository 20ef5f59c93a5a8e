# symbolic
"""Endless loops and recursion end for shapelint; what stands before and beside them is known."""

import torch
from torch import nn

x = torch.zeros(2, 3)
reveal_shape(x)  # (2, 3)


def forever(x):
    return forever(torch.cat([x, x]))


def endless(x: torch.Tensor):
    reveal_shape(x.dim())  # ?
    while True:
        x = x + 1


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 4)

    def forward(self, x):
        y = self.fc(x)
        reveal_shape(y.shape[-1])  # 4
        while y.sum() > 0:
            y = y * 0.5
        reveal_shape(y.shape[-1])  # 4
        return forever(y)


forever(x)
