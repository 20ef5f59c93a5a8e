import torch
from torch import nn


class SlotAttention(nn.Module):
    """Slots compete: for every input the weights of the slots sum to one."""

    def __init__(self, dim=32, slots=5):
        super().__init__()
        self.slots = nn.Parameter(torch.randn(1, slots, dim))
        self.to_q, self.to_k, self.to_v = nn.Linear(dim, dim), nn.Linear(dim, dim), nn.Linear(dim, dim)
        self.scale = dim**-0.5

    def forward(self, inputs):
        slots = self.slots.expand(inputs.size(0), -1, -1)
        Q, K, V = self.to_q(slots), self.to_k(inputs), self.to_v(inputs)
        scores = torch.matmul(Q, K.transpose(1, 2)) * self.scale
        weights = torch.softmax(scores, dim=1)
        weights = weights / weights.sum(dim=-1, keepdim=True)
        return torch.matmul(weights, V)


out = SlotAttention()(torch.randn(2, 17, 32)).detach()
