import torch
import torch.nn as nn


class Pooled:
    def __init__(self, width=16, heads=4):
        self.heads, self.keys, self.fc = heads, nn.Linear(width, width), nn.Linear(width, 2)

    def encode(self, steps):
        k = self.keys(steps)
        k = k.view(steps.size(0), steps.size(1), self.heads, 4).transpose(1, 2)
        return self.fc(k.softmax(-1).mean(1).mean(1).repeat(1, 4))


out = Pooled().encode(torch.randn(3, 6, 16))


# What torch says of it.
def claim():
    k = torch.randn(3, 6, 16)
    return k.view(3, 6, 4, 4).transpose(1, 2).shape == (3, 4, 6, 4)
