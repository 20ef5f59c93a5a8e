import torch
import torch.nn as nn


class SlotAttention(nn.Module):
    """Slots compete for every input, so that the softmax runs over them, and the means over the inputs."""

    def __init__(self, dim=16, slots=5):
        super().__init__()
        self.slots = nn.Parameter(torch.randn(slots, dim))
        self.k, self.v = nn.Linear(dim, dim), nn.Linear(dim, dim)

    def forward(self, x):
        logits = torch.einsum("bmd,sd->bms", self.k(x), self.slots)
        weights = logits.softmax(dim=2)
        weights = weights / weights.sum(dim=1, keepdim=True)
        return torch.einsum("bmd,bms->bsd", self.v(x), weights)


out = SlotAttention()(torch.randn(3, 12, 16)).detach()
