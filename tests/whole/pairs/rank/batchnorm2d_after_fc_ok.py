import torch
import torch.nn as nn
import torch.nn.functional as F


class SpinalHead(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.fc1 = nn.Linear(n_in, 64)
        self.bn1 = nn.BatchNorm1d(64)
        self.fc2 = nn.Linear(64, n_out)

    def forward(self, x):
        x = torch.flatten(x, 1)
        x = self.fc1(x)
        x = F.relu(self.bn1(x))
        return self.fc2(x)


model = nn.Sequential(
    nn.Conv2d(1, 4, 3, padding=1),
    nn.AdaptiveAvgPool2d(4),
    SpinalHead(64, 10),
)
model(torch.randn(6, 1, 28, 28))
