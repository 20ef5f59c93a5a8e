"""A Linear has its two sizes the wrong way round."""

import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(128, 784)
        self.output = nn.Linear(128, 10)

    def forward(self, x):
        x = x.view(x.size(0), -1)
        x = torch.relu(self.hidden(x))
        return self.output(x)


print(MLP()(torch.randn(5, 1, 28, 28)).shape)
