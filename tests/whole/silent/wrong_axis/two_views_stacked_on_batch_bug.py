import torch
import torch.nn as nn


class TwoStream(nn.Module):
    def __init__(self):
        super().__init__()
        self.rgb = nn.Sequential(nn.Conv2d(3, 8, 3, 2), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.flow = nn.Sequential(nn.Conv2d(2, 8, 3, 2), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.classifier = nn.Linear(8, 4)

    def forward(self, image, motion):
        features = torch.cat([self.rgb(image), self.flow(motion)], dim=0)  # warning: [wrong-axis]
        return self.classifier(features)


# What torch says of it.
def claim():
    n = TwoStream()(torch.rand(5, 3, 32, 32), torch.rand(5, 2, 32, 32)).shape[0]
    return n == 10
