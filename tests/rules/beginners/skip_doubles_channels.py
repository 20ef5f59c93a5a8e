"""The convolution behind a join does not know of the second half."""

import torch
import torch.nn as nn


class Decoder(nn.Module):
    def __init__(self, c=16):
        super().__init__()
        self.first = nn.Conv2d(3, c, 3, padding=1)
        self.second = nn.Conv2d(c, c, 3, padding=1)
        self.out = nn.Conv2d(c, 1, 1)

    def forward(self, x):
        first = torch.relu(self.first(x))
        second = torch.relu(self.second(first))
        return self.out(torch.cat([first, second], dim=1))


print(Decoder()(torch.randn(1, 3, 16, 16)).shape)
