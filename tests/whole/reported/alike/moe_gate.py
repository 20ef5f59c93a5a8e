import torch
import torch.nn as nn
import torch.nn.functional as F


class ExpertChoice(nn.Module):
    """Experts choose: each one takes its best tokens."""

    def __init__(self, dim=24, num_experts=6, capacity=4):
        super().__init__()
        self.router = nn.Linear(dim, num_experts)
        self.w = nn.Parameter(torch.randn(num_experts, dim, dim) * 0.1)
        self.capacity = capacity

    def forward(self, x):
        gates = F.softmax(self.router(x), dim=1)
        weight, index = torch.topk(gates, self.capacity, dim=1)
        one_hot = F.one_hot(index, x.size(1)).float()
        taken = torch.einsum("bcet,btd->becd", one_hot, x)
        done = torch.einsum("becd,edf->becf", taken, self.w)
        return torch.einsum("bcet,bce,becd->btd", one_hot, weight, done)


out = ExpertChoice()(torch.randn(4, 15, 24)).detach()
