import math

import torch
import torch.nn as nn


class Pad2d(nn.Module):
    """Pads height and width up to the next multiple, half on each side."""

    def __init__(self, multiple, value=0.0):
        super().__init__()
        self.multiple = multiple if isinstance(multiple, tuple) else (multiple, multiple)
        self.value = value

    def forward(self, x):
        h, w = x.shape[-2:]
        pad_h = math.ceil(h / self.multiple[0]) * self.multiple[0] - h
        pad_w = math.ceil(w / self.multiple[1]) * self.multiple[1] - w
        top, left = pad_h // 2, pad_w // 2
        return nn.functional.pad(x, (left, pad_w - left, top, pad_h - top), value=self.value)


class UNet(nn.Module):
    def __init__(self, channels=1, classes=2, width=16):
        super().__init__()
        self.pad = Pad2d(4)
        self.enc1 = nn.Sequential(nn.Conv2d(channels, width, 3, padding=1), nn.ReLU())
        self.enc2 = nn.Sequential(nn.Conv2d(width, 2 * width, 3, stride=2, padding=1), nn.ReLU())
        self.bottom = nn.Sequential(nn.Conv2d(2 * width, 2 * width, 3, stride=2, padding=1), nn.ReLU())
        self.out = nn.Conv2d(3 * width, classes, 1)

    def forward(self, x):
        x = self.pad(x)
        a = self.enc1(x)
        b = self.bottom(self.enc2(a))
        b = nn.functional.interpolate(b, size=a.shape[2:], mode="bilinear", align_corners=False)
        return self.out(torch.cat([a, b], dim=1))


torch.manual_seed(0)
net = UNet()
slices = torch.rand(2, 1, 62, 48)
out = net(slices).detach()
