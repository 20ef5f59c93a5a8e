import torch
import torch.nn as nn
import torch.nn.functional as F


class SelfAttention(nn.Module):
    def __init__(self, hidden=128, n_heads=8):
        super().__init__()
        self.n_heads = n_heads
        self.value_dim = hidden // n_heads
        self.q = nn.ModuleList([nn.Linear(hidden, self.value_dim) for _ in range(n_heads)])
        self.k = nn.ModuleList([nn.Linear(hidden, self.value_dim) for _ in range(n_heads)])
        self.v = nn.ModuleList([nn.Linear(hidden, self.value_dim) for _ in range(n_heads)])
        self.out = nn.Linear(hidden, hidden)

    def forward(self, x, mask):
        b, l, _ = x.size()
        heads = []
        for i in range(self.n_heads):
            q, k, v = self.q[i](x), self.k[i](x), self.v[i](x)
            att = torch.bmm(q, k.transpose(1, 2)) / self.value_dim ** 0.5
            att = att.masked_fill(mask.unsqueeze(1) == 0, -1e9)
            heads.append(torch.bmm(F.softmax(att, dim=-1), v))
        heads = torch.stack(heads)
        # put the heads of each token side by side
        x = heads.permute(1, 2, 0, 3).contiguous().view(b, l, -1)
        return self.out(x)


model = SelfAttention()
tokens = torch.randn(6, 40, 128)
out = model(tokens, torch.ones(6, 40))
