import torch
from torch import nn


class Grouped(nn.Module):
    """Every head is a batch of its own in the middle and comes back to its sample, one head after the other."""

    def __init__(self, dim=24, heads=4):
        super().__init__()
        self.heads = heads
        self.inner = nn.Linear(dim, dim)
        self.join = nn.Linear(dim, dim)

    def forward(self, x):
        bsz, length, dim = x.size()
        y = x.view(bsz, length, self.heads, dim // self.heads).transpose(1, 2)
        y = y.reshape(bsz * self.heads, length, dim // self.heads)
        y = torch.softmax(torch.bmm(y, y.transpose(1, 2)), dim=-1) @ y
        y = y.view(bsz, self.heads, length, dim // self.heads).transpose(1, 2).reshape(bsz, length, dim)
        return self.join(y)


out = Grouped()(torch.randn(3, 10, 24))
