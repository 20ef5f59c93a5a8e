import torch
import torch.nn as nn


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 32, 3, stride=2, padding=1)
        self.conv2 = nn.Conv2d(32, 64, 3, stride=2, padding=1)
        self.conv3 = nn.Conv2d(64, 64, 3, stride=1, padding=1)

    def forward(self, x):
        x = torch.relu(self.conv1(x))  # (B, 32, H/2, W/2)
        x = torch.relu(self.conv2(x))  # (B, 64, H/4, W/4)
        x = torch.relu(self.conv3(x))  # (B, 64, H/4, W/4)
        return x


# What torch says of it.
def claim():
    size = Encoder()(torch.zeros(1, 3, 64, 64)).shape[2:]
    return size == (16, 16)
