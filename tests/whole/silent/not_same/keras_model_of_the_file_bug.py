"""Tells signs apart, as a network that was trained in Keras does.

    x = Conv2D(8, 3, strides=2, padding="same", name="low")(picture)
    x = Conv2D(12, 3, padding="same", name="high")(x)
"""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Signs(nn.Module):
    def __init__(self):
        super().__init__()
        self.low = nn.Conv2d(3, 8, 3, stride=2, padding=1)  # warning: [not-same]
        self.high = nn.Conv2d(8, 12, 3, padding=1)

    def forward(self, x):
        return self.high(self.low(x).relu())

    def load_keras(self, arrays):
        for layer in (self.low, self.high):
            layer.weight.data = torch.as_tensor(arrays[layer]).permute(3, 2, 0, 1)


model = Signs()
out = model(torch.rand(1, 3, 32, 32))


# What torch says of it.
def claim():
    picture = torch.rand(1, 3, 32, 32)
    theirs = F.conv2d(F.pad(picture, (0, 1, 0, 1)), model.low.weight, model.low.bias, stride=2).relu()
    return not torch.allclose(model(picture), model.high(theirs), atol=1e-6)
