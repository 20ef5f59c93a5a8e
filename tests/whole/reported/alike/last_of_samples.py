import torch
from torch import nn


class Tagger(nn.Module):
    """One sentence at a time: axis 1 has one sample, and each step gets its label."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(8, 16)
        self.fc = nn.Linear(16, 4)

    def forward(self, words):
        out, _ = self.lstm(words)
        return self.fc(out[:, -1])


class Steps(nn.Module):
    """(steps, samples, features) as the default wants it."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 1)
        self.fc = nn.Linear(8, 4)

    def forward(self, x):
        x = self.encoder(x)
        return self.fc(x[-1]), self.fc(x.mean(dim=0))


class Watched(nn.Module):
    """Looks at the first sample's steps beside the result: batch_first is said."""

    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(8, 8, batch_first=False)
        self.fc = nn.Linear(8, 4)

    def forward(self, x):
        out, _ = self.gru(x)
        return self.fc(out[-1]), self.fc(out[:, 0])


def dilated(c, rate):
    """Dilation with a border that is wanted: nothing here was built without one."""
    return nn.Conv2d(c, c, 3, padding=1, dilation=rate)


def column(x, weights):
    """Weights over the samples of one column, by a parameter of several columns."""
    return torch.softmax(x @ weights, dim=1)


Tagger()(torch.randn(9, 1, 8))
steps = Steps().eval()
steps(torch.randn(9, 5, 8))
Watched()(torch.randn(9, 5, 8))
nn.Sequential(dilated(4, 2), dilated(4, 4))(torch.randn(1, 4, 32, 32))
column(torch.randn(3, 8), nn.Parameter(torch.randn(8, 2)))
