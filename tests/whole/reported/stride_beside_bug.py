import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 16, 7, stride=2, padding=3)
        self.pool = nn.MaxPool2d(3, 1, 1)
        self.head = nn.Conv2d(16, 5, 1)

    def forward(self, x):
        x = self.pool(self.stem(x))  # output stride 4  # warning: [shape-comment]
        return self.head(x)

out = Net()(torch.randn(1, 3, 64, 64))
