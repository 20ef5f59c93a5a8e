import torch
import torch.nn as nn


class Standardize(nn.Module):
    """Zero mean and unit deviation for every feature, over the batch."""

    def __init__(self, eps=1e-5):
        super().__init__()
        self.eps = eps

    def forward(self, x):
        mu = x.mean(-1)
        sigma = x.std(-1)
        return (x - mu) / (sigma + self.eps)  # warning: [silent-broadcast]


layer = Standardize()
batch = torch.randn(16, 16)
out = layer(batch)


# What torch says of it.
def claim():
    z = layer(torch.arange(16.0).view(4, 4) ** 2)
    zero = torch.allclose(z.mean(0), torch.zeros(4), atol=1e-4)
    return not zero
