import torch
import torch.nn as nn


class Detector(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(8, 4), nn.ReLU(), nn.Linear(4, 1), nn.Sigmoid())  # warning: [loss-of-probabilities]

    def forward(self, x):
        return self.body(x).squeeze(1)


net, criterion = Detector(), nn.BCEWithLogitsLoss()
out = criterion(net(torch.randn(6, 8)), torch.ones(6))


# What torch says of it.
def claim():
    return bool(criterion(torch.sigmoid(torch.tensor([100.0])), torch.ones(1)) > 0.3)
