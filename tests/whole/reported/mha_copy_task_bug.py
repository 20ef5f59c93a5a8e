import math

import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset


class CopyDataset(Dataset):
    """Sequences of digits that the model has to repeat."""

    def __init__(self, n=64, length=12, vocab=20):
        self.data = torch.randint(1, vocab, (n, length))

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        return self.data[i], self.data[i]


class MultiHeadAttention(nn.Module):
    def __init__(self, hidden_dim, num_heads):
        super().__init__()
        assert hidden_dim % num_heads == 0
        self.num_heads = num_heads
        self.qkv_dim = hidden_dim // num_heads
        self.qkv_proj = nn.Linear(hidden_dim, 3 * num_heads * self.qkv_dim, bias=False)
        self.o_proj = nn.Linear(num_heads * self.qkv_dim, hidden_dim, bias=False)

    def _scaled_dot_product(self, q, k, v):
        logits = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(q.size(-1))
        attention = torch.softmax(logits, dim=-1)
        return torch.matmul(attention, v), attention

    def forward(self, x):
        batch_size, seq_len, _ = x.size()
        qkv = self.qkv_proj(x)
        qkv = qkv.reshape(batch_size, seq_len, self.num_heads, 3 * self.qkv_dim)
        qkv = qkv.permute(0, 2, 1, 3)
        q, k, v = qkv.chunk(3, dim=-1)
        values, attn = self._scaled_dot_product(q, k, v)
        # concatenate the heads
        values = values.reshape(batch_size, seq_len, self.num_heads * self.qkv_dim)  # warning: [moved-by-view]
        return self.o_proj(values)


class Model(nn.Module):
    def __init__(self, vocab=20, dim=32):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.attn = MultiHeadAttention(dim, 4)
        self.norm = nn.LayerNorm(dim)
        self.out = nn.Linear(dim, vocab)

    def forward(self, ids):
        x = self.embed(ids)
        x = self.norm(x + self.attn(x))
        return self.out(x)


def main():
    torch.manual_seed(1)
    model = Model()
    loader = DataLoader(CopyDataset(), batch_size=8)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    criterion = nn.CrossEntropyLoss()
    for src, tgt in loader:
        logits = model(src)
        loss = criterion(logits.reshape(-1, 20), tgt.reshape(-1))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss.detach()


out = main()
