import torch
import torch.nn as nn


class Board(nn.Module):
    """Boards are read column by column: width and height change places and stay so."""

    def __init__(self, pieces=8, dim=16):
        super().__init__()
        self.dim = dim
        self.embedding = nn.Embedding(pieces, dim)
        self.net = nn.Conv2d(dim, 4, 3, padding=1)

    def forward(self, x):
        B, H, W = x.size()
        x = self.embedding(x).permute(0, 3, 2, 1)
        return self.net(x.reshape(B, self.dim, W, H)).flatten(2)


out = Board()(torch.randint(0, 8, (4, 6, 9))).detach()
