import torch
import torch.nn as nn


class Pooled:
    """Called with numbers only, and by another method than forward: the spelled sizes tell the axes apart."""

    def __init__(self, width=16, heads=4):
        self.heads, self.keys, self.fc = heads, nn.Linear(width, width), nn.Linear(width, 2)

    def encode(self, steps):
        k = self.keys(steps)
        k = k.view(steps.size(0), self.heads, steps.size(1), 4)  # warning: [moved-by-view]
        return self.fc(k.softmax(-1).mean(1).mean(1).repeat(1, 4))


out = Pooled().encode(torch.randn(3, 6, 16))


# What torch says of it.
def claim():
    k = torch.randn(3, 6, 16)
    return not torch.equal(k.view(3, 4, 6, 4), k.view(3, 6, 4, 4).transpose(1, 2))
