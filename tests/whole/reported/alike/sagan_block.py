import torch
import torch.nn as nn


class Spread(nn.Module):
    """Every pixel hands its value out: the shares that it gives sum to one."""

    def __init__(self, dim):
        super().__init__()
        self.query, self.key, self.value = (nn.Conv2d(dim, d, 1) for d in (dim // 4, dim // 4, dim))

    def forward(self, x):
        b, c, w, h = x.size()
        q = self.query(x).flatten(2).transpose(1, 2)
        k = self.key(x).flatten(2)
        share = torch.softmax(torch.bmm(q, k), dim=-1)  # what each pixel gives to the others
        given = torch.bmm(self.value(x).flatten(2), share)
        return given.view(b, c, w, h)


out = Spread(16)(torch.randn(2, 16, 8, 8)).detach()
