import torch
import torch.nn as nn


class LookBack(nn.Module):
    def __init__(self, dim=64, heads=4):
        super().__init__()
        self.heads = heads
        self.ask, self.tell, self.say = (nn.Linear(dim, dim) for _ in range(3))
        self.out = nn.Linear(dim, dim)

    def by_head(self, t):
        n, length, dim = t.shape
        return t.view(n, length, self.heads, dim // self.heads).transpose(1, 2)

    def forward(self, x):
        n, length, dim = x.size()
        q, k, v = self.by_head(self.ask(x)), self.by_head(self.tell(x)), self.by_head(self.say(x))
        scores = q @ k.transpose(-2, -1) / k.size(-1) ** 0.5
        later = torch.ones(length, length).triu(1).bool()
        y = scores.masked_fill(later, float("-inf")).softmax(dim=-1) @ v
        y = y.transpose(1, 2).contiguous().view(n, length, dim)
        return self.out(y)


attn = LookBack()
attn(torch.randn(2, 10, 64))
