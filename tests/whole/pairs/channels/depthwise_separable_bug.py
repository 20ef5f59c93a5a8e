import torch
from torch import nn


class SeparableConv2d(nn.Module):
    def __init__(self, c_in, c_out, k=3, multiplier=1):
        super().__init__()
        self.depthwise = nn.Conv2d(c_in, c_in * multiplier, k, padding=k // 2, groups=c_in)
        self.pointwise = nn.Conv2d(c_in, c_out, 1)

    def forward(self, x):
        return self.pointwise(self.depthwise(x))  # error: [channel-mismatch]


tower = nn.Sequential(
    SeparableConv2d(3, 16),
    nn.ReLU6(),
    SeparableConv2d(16, 32, k=5, multiplier=2),
    nn.ReLU6(),
)
tower(torch.randn(1, 3, 40, 40))
