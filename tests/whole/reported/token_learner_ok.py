import torch
import torch.nn as nn
import torch.nn.functional as F


class TokenLearner(nn.Module):
    def __init__(self, S):
        super().__init__()
        self.S = S
        self.maps = nn.ModuleList([nn.Sequential(nn.Conv2d(2, 1, 3, padding=1), nn.Sigmoid()) for _ in range(S)])

    def forward(self, x):
        B, H, W, C = x.shape
        tokens = []
        for attend in self.maps:
            pooled = torch.cat([x.mean(-1, keepdim=True), x.amax(-1, keepdim=True)], -1).permute(0, 3, 1, 2)
            weight = attend(pooled).permute(0, 2, 3, 1)
            tokens.append((x * weight).mean((1, 2)))
        return torch.stack(tokens)  # (S, B, C)


class Net(nn.Module):
    def __init__(self, S=8, C=24):
        super().__init__()
        self.learner, self.attn = TokenLearner(S), nn.MultiheadAttention(C, 3, batch_first=True)
        self.head = nn.Linear(C, 5)

    def forward(self, x):
        B = x.size(0)
        y = self.learner(x)
        y = y.transpose(0, 1)
        y, _ = self.attn(y, y, y)
        return self.head(y.mean(1))


torch.manual_seed(0)
out = Net()(torch.randn(16, 12, 14, 24))
