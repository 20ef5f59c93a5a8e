import torch
from torch import nn


class ColourByColour(nn.Module):
    """Every colour and every frame goes through the same grey network."""

    def __init__(self, width=16):
        super().__init__()
        self.grey = nn.Sequential(nn.Conv2d(1, width, 3, 2, 1), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.rnn = nn.GRU(3 * width, width, batch_first=True)

    def forward(self, clip):
        b, c, t, h, w = clip.size()
        feats = self.grey(clip.reshape(b * c * t, 1, h, w)).view(b, c, t, -1)
        seq, _ = self.rnn(feats.permute(0, 2, 1, 3).reshape(b, t, -1))
        return seq[:, -1]


out = ColourByColour()(torch.rand(4, 3, 6, 32, 32)).detach()
