"""What inspect.signature tells of torch's layers."""

import inspect

import torch
from torch import nn


class Steps(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner
        self.keeps_state = "hx" in inspect.signature(inner.forward).parameters

    def forward(self, x):
        if self.keeps_state:
            return self.inner(x, None)[0]
        return self.inner(x)


reveal_shape(Steps(nn.Linear(4, 3))(torch.zeros(2, 5, 4)))  # (2, 5, 3)
reveal_shape(Steps(nn.LSTM(4, 6))(torch.zeros(2, 5, 4)))  # (2, 5, 6)
reveal_shape(list(inspect.signature(nn.Conv2d(3, 4, 1).forward).parameters))  # ['input']
