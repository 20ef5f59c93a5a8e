"""The last states of both directions are joined along the batch."""

import torch
from torch import nn


class Tagger(nn.Module):
    def __init__(self, n_in=16, n_hidden=24):
        super().__init__()
        self.lstm = nn.LSTM(n_in, n_hidden, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(n_hidden * 2, 3)

    def forward(self, x):
        _, (h, c) = self.lstm(x)
        last = torch.cat((h[-2], h[-1]), dim=0)
        return self.fc(last)


print(Tagger()(torch.randn(5, 11, 16)).shape)
