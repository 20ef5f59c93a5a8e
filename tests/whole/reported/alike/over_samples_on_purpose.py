import torch
from torch import nn


class Contrast(nn.Module):
    """Every sample is to find itself among the others."""

    def __init__(self, d=16):
        super().__init__()
        self.one, self.other = nn.Linear(d, d), nn.Linear(d, d)

    def forward(self, x):
        b = x.size(0)
        scores = (self.one(x) @ self.other(x).t()).view(b, b, 1)
        return scores.log_softmax(dim=0), scores.log_softmax(dim=1).max(dim=0)[0]


class Balanced(nn.Module):
    """Sinkhorn: samples share out prototypes, and prototypes samples."""

    def __init__(self, d=16, k=6):
        super().__init__()
        self.prototypes = nn.Linear(d, k)

    def forward(self, x):
        b, t, _ = x.shape
        q = self.prototypes(x).view(b, t, -1)
        for _ in range(3):
            q = q - q.logsumexp(dim=0, keepdim=True)
            q = q - q.logsumexp(dim=2, keepdim=True)
        return q.exp()


class Slots(nn.Module):
    """Experts choose the tokens that they work on."""

    def __init__(self, d=16, experts=4):
        super().__init__()
        self.gate = nn.Linear(d, experts)

    def forward(self, x):
        scores = self.gate(x).softmax(dim=-1)
        best, which = scores.topk(3, dim=0)
        return x[which] * best.unsqueeze(-1)


x = torch.randn(12, 16)
Contrast()(x)
Slots()(x)
Balanced()(torch.randn(5, 7, 16))
