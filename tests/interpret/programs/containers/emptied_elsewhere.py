import torch
from torch import nn


class Window(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(8, 4)
        self.rows = []

    def reset(self):
        self.rows = []

    def forward(self, x):
        for part in x.chunk(3, dim=1):
            self.rows.append(self.linear(part))
        y = torch.cat(self.rows, dim=1)
        reveal_shape(y)  # (2, 6, 4)
        return y


Window()(torch.randn(2, 6, 8))
