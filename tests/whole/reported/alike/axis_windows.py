import torch
import torch.nn as nn
from einops import rearrange


class ColumnAttention(nn.Module):
    """Sequence first, as the layer wants it."""

    def __init__(self, dim=16, heads=4):
        super().__init__()
        self.attn = nn.MultiheadAttention(dim, heads)

    def forward(self, x):
        b, c, h, w = x.shape
        y = rearrange(x, "b c h w -> h (b w) c")
        y, _ = self.attn(y, y, y)
        return x + rearrange(y, "h (b w) c -> b c h w", b=b)


out = ColumnAttention()(torch.rand(2, 16, 6, 5)).detach()
