import torch
import torch.nn as nn


def split_heads(x, num_heads):
    batch, length, dim = x.shape
    return x.reshape(batch, length, num_heads, dim // num_heads).permute(0, 2, 1, 3)


class Attention(nn.Module):
    def __init__(self, dim=300, heads=8):
        super().__init__()
        self.heads = heads
        self.to_qkv = nn.Linear(dim, 3 * dim)

    def forward(self, x):
        q, k, v = (split_heads(t, self.heads) for t in self.to_qkv(x).chunk(3, dim=-1))
        return (q @ k.transpose(-1, -2)).softmax(-1) @ v


glove = Attention(heads=6)
glove(torch.randn(3, 20, 300))
