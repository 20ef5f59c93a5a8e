import torch
from torch import nn


class PixelShuffle1d(nn.Module):
    def __init__(self, r=2):
        super().__init__()
        self.r = r

    def forward(self, x):
        b, c, w = x.shape
        x = x.view(b, self.r, c // self.r, w)
        return x.permute(0, 2, 3, 1).reshape(b, c // self.r, w * self.r)


class MaxOut(nn.Module):
    def __init__(self, d=24, pieces=3):
        super().__init__()
        self.fc, self.pieces = nn.Linear(d, d * pieces), pieces

    def forward(self, x):
        b, t, d = x.shape
        return self.fc(x).view(b, t, d, self.pieces).amax(-1)


class FramesInBatch(nn.Module):
    def __init__(self):
        super().__init__()
        self.cnn = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.ReLU(), nn.AdaptiveAvgPool2d(2))
        self.rnn = nn.GRU(32, 16, batch_first=True)

    def forward(self, x):
        b, t = x.shape[:2]
        y = self.cnn(x.flatten(0, 1))
        y, _ = self.rnn(y.view(b, t, -1))
        return y[:, -1]


a = PixelShuffle1d()(torch.randn(2, 8, 10))
b = MaxOut()(torch.randn(2, 7, 24))
out = FramesInBatch()(torch.rand(2, 5, 3, 16, 16))
