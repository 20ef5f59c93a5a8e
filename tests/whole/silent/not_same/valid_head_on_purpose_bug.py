import torch
import torch.nn as nn


class Backbone(nn.Module):
    """Feature maps as large as the image, by four convolutions that keep the size."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 12, 5, padding=2), nn.ReLU(),
            nn.Conv2d(12, 12, 5, padding=2), nn.ReLU(),
            nn.Conv2d(12, 12, 5, padding=2), nn.ReLU(),
        )
        self.last = nn.Conv2d(12, 12, 5, padding=1)  # warning: [not-same]

    def forward(self, x):
        return self.last(self.features(x))


# What torch says of it.
def claim():
    size = Backbone()(torch.zeros(1, 3, 28, 28)).shape[2:]
    return size == (26, 26)
