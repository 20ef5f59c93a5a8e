import torch
from torch import nn

class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        # stride 8  # warning: [shape-comment]
        self.net = nn.Sequential(
            nn.Conv2d(3, 16, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(16, 32, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(32, 64, 3, stride=1, padding=1), nn.ReLU(),
        )

    def forward(self, x):
        return self.net(x)

out = Encoder()(torch.randn(1, 3, 64, 64))
