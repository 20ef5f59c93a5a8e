"""A module that stands under two names is one child, and one that is made anew is another."""

import torch
from torch import nn


class Twice(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(3, 3)
        self.second = self.first
        self.third = nn.Linear(3, 3)

    def forward(self, x):
        for child in self.children():
            x = torch.cat((child(x), x[:, :1]), dim=1)[:, 1:]
        return x


net = Twice()
reveal_shape(len(list(net.children())))  # 2
reveal_shape([name for name, _ in net.named_children()])  # ['first', 'third']
reveal_shape(len(list(net.modules())))  # 3
reveal_shape(len(list(net.parameters())))  # 4
reveal_shape(net(torch.zeros(2, 3)))  # (2, 3)

row = nn.Sequential(net.first, nn.ReLU(), net.first)
reveal_shape(len(row))  # 3
reveal_shape(len(list(row.children())))  # 2
reveal_shape(len(nn.Sequential(*row.children(), nn.Linear(3, 5))))  # 3
