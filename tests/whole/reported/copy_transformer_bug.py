import math

import torch
from torch import nn
from torch.nn import functional as F


class MultiHeadAttention(nn.Module):
    def __init__(self, hidden_dim=64, num_heads=4):
        super().__init__()
        assert hidden_dim % num_heads == 0
        self.num_heads = num_heads
        self.qkv_dim = hidden_dim // num_heads
        self.qkv_proj = nn.Linear(hidden_dim, 3 * num_heads * self.qkv_dim, bias=False)
        self.o_proj = nn.Linear(num_heads * self.qkv_dim, hidden_dim, bias=False)

    def forward(self, x, mask=None):
        """x: (n_batches, seq_len, hidden_dim); returns the contextualised tokens, of the same shape."""
        batch_size, sequence_length, hidden_dim = x.size()
        qkv = self.qkv_proj(x)
        qkv = qkv.reshape(batch_size, sequence_length, self.num_heads, 3 * self.qkv_dim)
        qkv = qkv.permute(0, 2, 1, 3)
        q, k, v = qkv.chunk(3, dim=-1)
        values, attn = self.scaled_dot_product(q, k, v, mask)
        values = values.reshape(batch_size, sequence_length, hidden_dim)  # warning: [moved-by-view]
        return self.o_proj(values)

    def scaled_dot_product(self, q, k, v, mask=None):
        logits = torch.matmul(q, torch.transpose(k, -2, -1)) / math.sqrt(q.size(-1))
        if mask is not None:
            logits = logits.masked_fill(~mask[:, None, None, :], float("-inf"))
        attention = F.softmax(logits, dim=-1)
        return torch.matmul(attention, v), attention


torch.manual_seed(0)
tokens = torch.randn(3, 10, 64)
out = MultiHeadAttention()(tokens, torch.ones(3, 10, dtype=torch.bool))
