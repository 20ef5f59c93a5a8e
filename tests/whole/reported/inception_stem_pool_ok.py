import torch
from torch import nn


class Stem(nn.Module):
    """Inception stem; the checkpoint was trained with TF-slim."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 32, 3, stride=2)  # slim.conv2d(net, 32, [3, 3], stride=2, padding='VALID')
        # slim.max_pool2d(net, [3, 3], stride=2, padding='SAME')
        self.pool = nn.MaxPool2d(3, stride=2, padding=1)
        self.relu = nn.ReLU()

    def forward(self, x):
        return self.pool(self.relu(self.conv(x)))


x = torch.rand(2, 3, 299, 299)
feats = Stem()(x)
head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(32, 1001))
out = feats
print(head(feats).shape)
