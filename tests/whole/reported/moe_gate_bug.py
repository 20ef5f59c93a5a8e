import torch
import torch.nn as nn
import torch.nn.functional as F


class Expert(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(dim, hidden), nn.ReLU(), nn.Linear(hidden, dim))

    def forward(self, x):
        return self.net(x)


class SparseMoE(nn.Module):
    """Every token goes to its `top_k` best experts."""

    def __init__(self, dim=24, num_experts=6, top_k=2):
        super().__init__()
        self.experts = nn.ModuleList(Expert(dim, 2 * dim) for _ in range(num_experts))
        self.router = nn.Linear(dim, num_experts)
        self.top_k = top_k

    def forward(self, x):
        batch, seq_len, dim = x.shape
        gates = F.softmax(self.router(x), dim=1)  # warning: [wrong-axis]
        weights, chosen = torch.topk(gates, self.top_k, dim=-1)
        weights = weights / weights.sum(dim=-1, keepdim=True)
        out = torch.zeros_like(x)
        for i, expert in enumerate(self.experts):
            weight = (weights * (chosen == i)).sum(dim=-1, keepdim=True)
            out = out + weight * expert(x)
        return out, gates


class LM(nn.Module):
    def __init__(self, vocab=50, dim=24):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.attn = nn.TransformerEncoderLayer(dim, 4, 48, batch_first=True, dropout=0.0)
        self.moe = SparseMoE(dim)
        self.head = nn.Linear(dim, vocab)

    def forward(self, ids):
        x = self.attn(self.embed(ids))
        y, gates = self.moe(x)
        balance = gates.mean(dim=(0, 1)).square().sum()
        return self.head(x + y), balance


torch.manual_seed(0)
model = LM()
ids = torch.randint(0, 50, (4, 15))
logits, balance = model(ids)
loss = F.cross_entropy(logits[:, :-1].flatten(0, 1), ids[:, 1:].flatten()) + 0.01 * balance
loss.backward()
out = logits.detach()
