import torch
import torch.nn as nn
import torch.nn.functional as F


class DilatedResidualLayer(nn.Module):
    def __init__(self, dilation, channels, kernel=3):
        super().__init__()
        self.conv_dilated = nn.Conv1d(channels, channels, kernel, padding=dilation * (kernel // 2), dilation=dilation)
        self.conv_1x1 = nn.Conv1d(channels, channels, 1)

    def forward(self, x):
        return self.conv_1x1(F.relu(self.conv_dilated(x)))


class Stage(nn.Module):
    """A score of each class for every frame: (batch, features, frames) -> (batch, classes, frames)."""

    def __init__(self, layers=4, features=40, channels=32, classes=11):
        super().__init__()
        self.conv_in = nn.Conv1d(features, channels, 1)
        self.layers = nn.ModuleList([DilatedResidualLayer(2**i, channels) for i in range(layers)])
        self.conv_out = nn.Conv1d(channels, classes, 1)

    def forward(self, x):
        out = self.conv_in(x)
        for layer in self.layers:
            out = layer(out)
        return self.conv_out(out)


torch.manual_seed(0)
net = Stage()
labels = torch.randint(0, 11, (2, 200))
out = net(torch.randn(2, 40, 200))
loss = F.cross_entropy(out, labels[:, : out.size(2)])
