import torch
import torch.nn as nn


class EfficientAdditiveAttention(nn.Module):
    """Additive attention with one global query.

    Input: tensor [B, N, D]. Output: tensor [B, N, D].
    """

    def __init__(self, in_dims=64, token_dim=32, num_heads=2):
        super().__init__()
        self.to_query = nn.Linear(in_dims, token_dim * num_heads)
        self.to_key = nn.Linear(in_dims, token_dim * num_heads)
        self.w_g = nn.Parameter(torch.randn(token_dim * num_heads, 1))
        self.scale_factor = token_dim**-0.5
        self.Proj = nn.Linear(token_dim * num_heads, token_dim * num_heads)
        self.final = nn.Linear(token_dim * num_heads, token_dim)

    def forward(self, x):
        query = self.to_query(x)
        key = self.to_key(x)
        query_weight = query @ self.w_g  # BxNx1 (BxNxD @ Dx1)
        A = query_weight * self.scale_factor  # BxNx1
        A = A.softmax(dim=-1)  # warning: [wrong-axis]
        G = torch.sum(A * query, dim=1)  # BxD
        G = G.unsqueeze(1).expand(-1, key.shape[1], -1)
        out = self.Proj(G * key) + query
        return self.final(out)


out = EfficientAdditiveAttention()(torch.randn(3, 49, 64))
