import torch
from torch import nn


class ArcHead(nn.Module):
    def __init__(self, dim=8, classes=8):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(classes, dim))

    def forward(self, x):
        w = self.weight / self.weight.norm(dim=1)  # warning: [silent-broadcast]
        x = nn.functional.normalize(x, dim=1)
        return x @ w.t()


# What torch says of it.
def claim():
    head = ArcHead()
    cosines = head(head.weight.detach()).diagonal()
    ones = torch.allclose(cosines, torch.ones(8), atol=1e-5)
    return not ones
