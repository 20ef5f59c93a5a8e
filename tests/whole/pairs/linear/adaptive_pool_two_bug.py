import torch
from torch import nn


class Backbone(nn.Sequential):
    def __init__(self, width):
        super().__init__(
            nn.Conv2d(3, width, 7, stride=2, padding=3, bias=False),
            nn.BatchNorm2d(width),
            nn.ReLU(True),
            nn.Conv2d(width, 2 * width, 3, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(2 * width),
            nn.ReLU(True),
        )


class Regressor(nn.Module):
    def __init__(self, width=64):
        super().__init__()
        self.backbone = Backbone(width)
        self.pool = nn.AdaptiveAvgPool2d(2)
        self.fc = nn.Linear(2 * width, 4)  # related

    def forward(self, image):
        features = self.backbone(image)
        pooled = torch.flatten(self.pool(features), 1)
        return self.fc(pooled)  # error: [feature-mismatch]
