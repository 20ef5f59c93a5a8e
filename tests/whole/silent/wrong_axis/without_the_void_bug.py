import torch
import torch.nn as nn


class Ground(nn.Module):
    """What covers each pixel; the last class is for what nobody could tell."""

    def __init__(self, num_classes=4):
        super().__init__()
        self.num_classes = num_classes
        self.net = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, num_classes + 1, 1))

    def forward(self, x):
        return self.net(x)

    @torch.no_grad()
    def choose(self, x):
        scores = self(x)[: self.num_classes]  # warning: [wrong-axis]
        return torch.max(scores, 1)[1]


model = Ground()
out = model.choose(torch.rand(6, 3, 16, 16))


# What torch says of it.
def claim():
    return out.shape == (4, 16, 16)
