import torch
import torch.nn as nn
import torch.nn.functional as F


class Chunks(nn.Module):
    """Overlapping chunks; there is always one more, whose overlap is thrown away at the end."""

    def __init__(self, chunk=64):
        super().__init__()
        self.chunk = chunk
        self.conv = nn.Conv1d(1, 4, 3, padding=1)

    def forward(self, x):
        hop = self.chunk // 2
        length = x.size(-1)
        rest = hop - (self.chunk + length % hop) % hop
        if rest > 0:
            x = F.pad(x, (0, rest))
        x = F.pad(x, (hop, hop))
        pieces = x.unfold(-1, self.chunk, hop)
        b, c, n, k = pieces.shape
        return self.conv(pieces.reshape(b * n, c, k)), rest


class Padded(nn.Module):
    def forward(self, x):
        extra = (64 - x.size(-1) % 64) % 64
        return F.pad(x, (0, extra))


out = Padded()(Chunks()(torch.rand(2, 1, 200))[0])
