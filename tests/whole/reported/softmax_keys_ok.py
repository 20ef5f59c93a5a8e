import torch
import torch.nn as nn


class UNetAttention(nn.Module):
    def __init__(self, n_channels=32, n_heads=2, d_k=16):
        super().__init__()
        self.n_heads, self.d_k, self.scale = n_heads, d_k, d_k**-0.5
        self.projection = nn.Linear(n_channels, n_heads * d_k * 3)
        self.output = nn.Linear(n_heads * d_k, n_channels)

    def forward(self, x):
        batch_size, n_channels, height, width = x.shape
        x = x.view(batch_size, n_channels, -1).permute(0, 2, 1)
        qkv = self.projection(x).view(batch_size, -1, self.n_heads, 3 * self.d_k)
        q, k, v = torch.chunk(qkv, 3, dim=-1)
        # scores for each query i and key j
        attn = torch.einsum("bihd,bjhd->bijh", q, k) * self.scale
        attn = attn.softmax(dim=2)
        res = torch.einsum("bijh,bjhd->bihd", attn, v)
        res = self.output(res.reshape(batch_size, -1, self.n_heads * self.d_k)) + x
        return res.permute(0, 2, 1).view(batch_size, n_channels, height, width)


out = UNetAttention()(torch.randn(2, 32, 4, 6))
