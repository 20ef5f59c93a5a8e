import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self, dim=24, classes=10):
        super().__init__()
        self.stem = nn.Conv2d(3, dim, 4, stride=4)
        self.norm = nn.LayerNorm(dim)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.head = nn.LazyLinear(classes)

    def forward(self, x):
        x = self.stem(x).permute(0, 2, 3, 1)
        x = self.norm(x)
        x = x.permute(0, 3, 1, 2)
        x = self.pool(x).flatten(1)
        return self.head(x)


# What torch says of it.
def claim():
    net = Classifier()
    net(torch.rand(2, 3, 32, 32))
    return net.head.in_features == 24
