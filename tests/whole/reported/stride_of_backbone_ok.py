import torch
from torch import nn

class Backbone(nn.Module):
    """A small backbone with output stride 16."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 7, stride=2, padding=3), nn.MaxPool2d(3, 2, 1))
        self.a = nn.Conv2d(16, 32, 3, stride=2, padding=1)
        self.b = nn.Conv2d(32, 64, 3, stride=2, padding=1)
        self.c = nn.Conv2d(64, 64, 3, padding=2, dilation=2)

    def forward(self, x):
        return self.c(self.b(self.a(self.stem(x))))

out = Backbone()(torch.randn(1, 3, 224, 224))
