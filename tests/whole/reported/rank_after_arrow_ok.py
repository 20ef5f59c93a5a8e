import torch
from torch import nn

class Pooler(nn.Module):
    def __init__(self):
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)

    def forward(self, x):
        # (B, C, H, W) -> (B, C)
        x = self.pool(x).flatten(1)
        return x

out = Pooler()(torch.randn(4, 8, 5, 5))
