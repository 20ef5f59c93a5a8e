import torch
import torch.nn as nn
import torch.nn.functional as F


class DenseFusion(nn.Module):
    def __init__(self, c=16):
        super().__init__()
        self.conv1 = nn.Conv2d(c, c, 3, padding=1)
        self.conv2 = nn.Conv2d(c, c, 3, padding=1)
        self.conv3 = nn.Conv2d(c, c, 3)  # warning: [not-same]
        self.conv4 = nn.Conv2d(c, c, 3, padding=1)
        self.fuse = nn.Conv2d(2 * c, c, 1)

    def forward(self, x):
        y = F.relu(self.conv1(x))
        y = F.relu(self.conv2(y))
        y = F.relu(self.conv3(y))
        y = self.conv4(y)
        y = F.interpolate(y, size=x.shape[2:], mode="nearest")
        return self.fuse(torch.cat([x, y], dim=1))


# What torch says of it.
def claim():
    fusion, x = DenseFusion(), torch.zeros(1, 16, 24, 24)
    return fusion.conv4(fusion.conv3(x)).shape[2:] == (22, 22)
