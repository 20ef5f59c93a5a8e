"""Layers whose channels look wrong beside each other, and are right."""

import torch
import torch.nn.functional as F
from torch import nn


class Reordered(nn.Module):
    """The calls stand in another order than the layers, and a concatenation doubles what a shuffle quarters."""

    def __init__(self):
        super().__init__()
        self.head = nn.Conv2d(16, 10, 1)
        self.grouped = nn.Conv2d(8, 32, 3, padding=1, groups=4)
        self.stem = nn.Conv2d(3, 8, 3, padding=1)
        self.shuffle = nn.PixelShuffle(2)

    def forward(self, x):
        x = self.grouped(self.stem(x))
        x = self.shuffle(x)
        return self.head(torch.cat([x, x.flip(1)], dim=1))


class Pretrained(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 7, stride=2, padding=3, bias=False)
        self.body = nn.Conv2d(16, 16, 3, padding=1)

    def forward(self, x):
        return self.body(F.relu(self.conv1(x)))


print(Reordered()(torch.rand(2, 3, 16, 16)).shape)

grey = Pretrained()
grey.conv1 = nn.Conv2d(1, 16, 7, stride=2, padding=3, bias=False)
print(grey(torch.rand(2, 1, 28, 28)).shape)

photo = torch.rand(4, 32, 32, 3).permute(0, 3, 1, 2)
print(nn.Conv2d(3, 8, 3)(photo).shape)
one_image = torch.rand(3, 32, 32)
print(nn.Conv2d(3, 8, 3)(one_image).shape)
sobel = torch.ones(3, 1, 3, 3)
print(F.conv2d(photo, sobel, groups=3).shape)
