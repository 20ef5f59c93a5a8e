"""Linear and recurrent layers whose inputs have other sizes at first sight."""

import torch
from torch import nn


class Patches(nn.Module):
    """Linear looks at the last axis only."""

    def __init__(self):
        super().__init__()
        self.over_width = nn.Linear(28, 64)
        self.over_channels = nn.Linear(16, 4)

    def forward(self, x):  # (N, 16, 28, 28)
        rows = self.over_width(x)
        return self.over_channels(rows.permute(0, 2, 3, 1))


class Measured(nn.Module):
    """in_features is what a dummy run gives."""

    def __init__(self, size=33):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5, stride=2))
        with torch.no_grad():
            count = self.features(torch.zeros(1, 1, size, size)).numel()
        self.classifier = nn.Linear(count, 10)
        self.fold = nn.AdaptiveAvgPool2d((2, 2))
        self.other = nn.Linear(16 * 4, 10)

    def forward(self, x):
        x = self.features(x)
        return self.classifier(x.flatten(1)) + self.other(self.fold(x).flatten(1))


class BothWays(nn.Module):
    def __init__(self, hidden=24):
        super().__init__()
        self.rnn = nn.LSTM(10, hidden, num_layers=2, bidirectional=True, batch_first=True)
        self.out = nn.Linear(hidden * 2, 5)

    def forward(self, x):
        y, (h, _) = self.rnn(x)
        return self.out(y[:, -1]) + self.out(torch.cat([h[-2], h[-1]], dim=1))


print(Patches()(torch.rand(2, 16, 28, 28)).shape)
print(Measured()(torch.rand(2, 1, 33, 33)).shape)
print(BothWays()(torch.rand(2, 7, 10)).shape)

net = nn.Sequential(nn.Flatten(), nn.Linear(3 * 8 * 8, 32), nn.ReLU(), nn.Linear(32, 1000))
net[-1] = nn.Linear(net[-1].in_features, 7)
print(net(torch.rand(2, 3, 8, 8)).shape)
