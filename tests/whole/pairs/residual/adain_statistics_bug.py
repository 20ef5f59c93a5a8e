import torch
from torch import nn


class AdaIN(nn.Module):
    def __init__(self, style_dim, channels):
        super().__init__()
        self.norm = nn.InstanceNorm2d(channels)
        self.fc = nn.Linear(style_dim, 2 * channels)

    def forward(self, x, style):
        gamma, beta = self.fc(style).chunk(2, dim=1)
        return (1 + gamma) * self.norm(x) + beta  # error: [broadcast-mismatch]


layer = AdaIN(64, 32)
out = layer(torch.randn(4, 32, 16, 16), torch.randn(4, 64))
