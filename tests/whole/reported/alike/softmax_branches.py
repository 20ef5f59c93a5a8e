import torch
from torch import nn


class Gate(nn.Module):
    """Slots compete for pixels: softmax over the slots, then normalised over the pixels (slot attention)."""

    def __init__(self, dim=32, slots=5):
        super().__init__()
        self.mu = nn.Parameter(torch.randn(1, slots, dim))
        self.k, self.v, self.q = nn.Linear(dim, dim), nn.Linear(dim, dim), nn.Linear(dim, dim)

    def forward(self, x):
        b, n, d = x.shape
        slots = self.mu.expand(b, -1, -1)
        dots = torch.einsum("bid,bjd->bij", self.q(slots), self.k(x)) * d**-0.5
        attn = dots.softmax(dim=1) + 1e-8
        attn = attn / attn.sum(dim=-1, keepdim=True)
        return torch.einsum("bjd,bij->bid", self.v(x), attn)


class Selector(nn.Module):
    def __init__(self, c=16):
        super().__init__()
        self.a, self.b = nn.Conv2d(c, c, 3, padding=1), nn.Conv2d(c, c, 5, padding=2)
        self.fc = nn.Linear(c, 2 * c)

    def forward(self, x):
        u = torch.stack([self.a(x), self.b(x)], dim=1)
        z = self.fc(u.sum(1).mean((2, 3))).view(x.size(0), 2, -1).softmax(dim=1)
        return (u * z[..., None, None]).sum(dim=1)


out = Gate()(torch.randn(2, 50, 32))
sel = Selector()(torch.randn(2, 16, 9, 9))
