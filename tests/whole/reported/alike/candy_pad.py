import torch
import torch.nn as nn


class Pad3d(nn.Module):
    def __init__(self, multiple=8):
        super().__init__()
        self.multiple = multiple

    def forward(self, x):
        d, h, w = x.shape[-3:]
        pads = []
        for size in (w, h, d):
            extra = -size % self.multiple
            pads += [extra // 2, extra - extra // 2]
        return nn.functional.pad(x, pads)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.pad = Pad3d()
        self.conv = nn.Conv3d(1, 4, 3, stride=2, padding=1)

    def forward(self, x):
        return self.conv(self.pad(x))


out = Net()(torch.rand(1, 1, 30, 33, 40)).detach()
