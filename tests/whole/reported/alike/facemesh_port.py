import torch
import torch.nn as nn
import torch.nn.functional as F


class Stem(nn.Module):
    """The first layers of the TensorFlow model; SAME pads one row below and one column on the right here."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 24, 5, stride=2, padding=0)
        self.conv2 = nn.Conv2d(24, 24, 3, padding=1)
        self.pool = nn.MaxPool2d(2, 2)

    def forward(self, x):
        x = F.pad(x, (1, 2, 1, 2))
        x = F.relu(self.conv1(x))
        return self.pool(F.relu(self.conv2(x)))


out = Stem()(torch.rand(1, 3, 128, 128)).detach()
