import torch
import torch.nn as nn
from torch import Tensor


class Experts(nn.Module):
    def __init__(self, dim, num_experts):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_experts, dim, dim) / dim**0.5)
        self.bias = nn.Parameter(torch.zeros(num_experts, 1, dim))

    def forward(self, x: Tensor) -> Tensor:
        # x: (batch, experts, slots, dim)
        return torch.einsum("bnpd,nde->bnpe", x, self.weight) + self.bias


class SoftMoE(nn.Module):
    """Soft mixture of experts: slots are mixtures of tokens, tokens are mixtures of slots."""

    def __init__(self, dim: int, num_experts: int, slots_per_expert: int):
        super().__init__()
        self.phi = nn.Parameter(torch.randn(dim, num_experts, slots_per_expert) * 0.1)
        self.experts = Experts(dim, num_experts)

    def forward(self, x: Tensor) -> Tensor:
        """x: (batch, tokens, dim)"""
        logits = torch.einsum("bmd,dnp->bmnp", x, self.phi)
        dispatch_weights = logits.softmax(dim=1)
        combine_weights = logits.flatten(start_dim=2).softmax(dim=-1).view_as(logits)
        slots = torch.einsum("bmd,bmnp->bnpd", x, dispatch_weights)
        slots = self.experts(slots)
        return torch.einsum("bnpd,bmnp->bmd", slots, combine_weights)


class Block(nn.Module):
    def __init__(self, dim=32, heads=4):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.attn = nn.MultiheadAttention(dim, heads, batch_first=True)
        self.moe = SoftMoE(dim, num_experts=4, slots_per_expert=2)

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm1(x)
        x = x + self.attn(y, y, y, need_weights=False)[0]
        return x + self.moe(self.norm2(x))


torch.manual_seed(0)
net = nn.Sequential(Block(), Block())
out = net(torch.randn(5, 14, 32)).detach()
