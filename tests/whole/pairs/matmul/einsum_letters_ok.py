import torch
from torch import nn


class BilinearAttention(nn.Module):
    def __init__(self, dim_q, dim_k):
        super().__init__()
        self.W = nn.Parameter(torch.randn(dim_q, dim_k) * 0.02)

    def forward(self, q, k):
        scores = torch.einsum("bqd,de,bke->bqk", q, self.W, k)
        return scores.softmax(-1)


a = BilinearAttention(dim_q=64, dim_k=48)
w = a(torch.randn(2, 5, 64), torch.randn(2, 9, 48))
