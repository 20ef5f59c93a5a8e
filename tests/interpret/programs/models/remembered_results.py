"""What a block gave, and the program changed: the next block like it gives what it makes itself."""

import torch
from torch import nn


class Pair(nn.Module):
    def forward(self, x):
        return [x.relu(), 3]


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = Pair(), Pair()

    def forward(self, x):
        one = self.first(x)
        one[0].unsqueeze_(0)
        one.append(5)
        reveal_shape(one)  # [(1, 2, 3), 3, 5]
        reveal_shape(self.second(x))  # [(2, 3), 3]


Net()(torch.zeros(2, 3))
