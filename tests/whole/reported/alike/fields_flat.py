import torch
from torch import nn


class FieldMixer(nn.Module):
    """Fields are embedded in one vector; the vector is cut in groups of neighbouring features on purpose (grouped experts)."""

    def __init__(self, fields=6, dim=16, groups=4):
        super().__init__()
        self.groups, self.dim = groups, dim
        self.norm = nn.GroupNorm(groups, fields * dim)
        self.lin = nn.Linear(fields * dim // groups, 8)

    def forward(self, x):
        b = x.size(0)
        flat = x.reshape(b, -1)
        flat = self.norm(flat)
        grouped = flat.view(b, self.groups, -1)
        return self.lin(grouped).view(b * self.groups, 8).view(b, -1)


class HeadsInBatch(nn.Module):
    def __init__(self, d=32, h=4):
        super().__init__()
        self.h = h
        self.q, self.v = nn.Linear(d, d), nn.Linear(d, d)

    def split(self, x):
        b, n, d = x.shape
        return x.view(b, n, self.h, d // self.h).permute(2, 0, 1, 3).reshape(self.h * b, n, d // self.h)

    def forward(self, x):
        b, n, d = x.shape
        q, v = self.split(self.q(x)), self.split(self.v(x))
        y = torch.softmax(q @ q.transpose(1, 2), dim=-1) @ v
        return y.view(self.h, b, n, -1).permute(1, 2, 0, 3).reshape(b, n, d)


out = HeadsInBatch()(torch.randn(3, 7, 32))
mixed = FieldMixer()(torch.randn(5, 6, 16))
