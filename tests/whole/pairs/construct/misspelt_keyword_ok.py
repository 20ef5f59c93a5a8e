import torch
from torch import nn


class SimpleCNN(nn.Module):
    def __init__(self, n_classes):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 18, kernel_size=3, stride=1, padding=1)
        self.pool = nn.MaxPool2d(kernel_size=2, stride=2, padding=0)
        self.conv2 = nn.Conv2d(18, 36, kernel_size=3, padding=1)
        self.fc = nn.Linear(36 * 16 * 16, n_classes)

    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = torch.relu(self.conv2(x))
        return self.fc(x.reshape(x.shape[0], -1))


def build(n):
    return SimpleCNN(n)


model = build(10)
model(torch.randn(1, 3, 32, 32))
