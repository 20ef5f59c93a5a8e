"""Results that are kept under a key that is not known, and taken out again."""

import torch
from torch import nn


class Biased(nn.Module):
    def __init__(self):
        super().__init__()
        self.biases = nn.Parameter(torch.zeros(4, 9))
        self.kept = {}

    def bias_for(self, device):
        key = str(device)
        if key not in self.kept:
            self.kept[key] = self.biases[:, :3]
        return self.kept[key]

    def forward(self, x):
        return x + self.bias_for(x.device)


reveal_shape(Biased()(torch.zeros(2, 1, 3)))  # (2, 4, 3)
device = torch.zeros(1).device
held = {}
held[device] = 3
reveal_shape(held[device])  # 3
held["cpu"] = 4
reveal_shape(held[device])  # ?
