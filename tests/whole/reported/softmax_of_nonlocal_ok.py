import torch
from torch import nn

class SelfAttn(nn.Module):
    """SAGAN's self attention."""
    def __init__(self, c=32):
        super().__init__()
        self.query, self.key, self.value = nn.Conv2d(c, c // 8, 1), nn.Conv2d(c, c // 8, 1), nn.Conv2d(c, c, 1)
        self.gamma = nn.Parameter(torch.ones(1))

    def forward(self, x):
        b, c, h, w = x.size()
        q = self.query(x).view(b, -1, h * w).permute(0, 2, 1)
        k = self.key(x).view(b, -1, h * w)
        energy = torch.bmm(q, k)
        attention = torch.softmax(energy, dim=-1)
        v = self.value(x).view(b, -1, h * w)
        out = torch.bmm(v, attention.permute(0, 2, 1)).view(b, c, h, w)
        return self.gamma * out + x

out = SelfAttn()(torch.randn(2, 32, 5, 6))
