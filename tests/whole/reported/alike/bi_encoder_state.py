import torch
from torch import nn


class Bridge(nn.Module):
    """States of both directions side by side, layer by layer, for a decoder of twice the width."""

    def __init__(self, hidden=12, layers=2):
        super().__init__()
        self.layers, self.hidden = layers, hidden
        self.rnn = nn.GRU(8, hidden, layers, batch_first=True, bidirectional=True)
        self.decoder = nn.GRU(8, 2 * hidden, layers, batch_first=True)

    def forward(self, x):
        batch = x.size(0)
        _, h = self.rnn(x)
        h = h.view(self.layers, 2, batch, self.hidden)
        h = torch.cat([h[:, 0], h[:, 1]], dim=-1)
        return self.decoder(x, h)[0]


out = Bridge()(torch.randn(5, 9, 8)).detach()
