import torch
import torch.nn.functional as F
from torch import nn


class Slots(nn.Module):
    """Slots compete for the inputs: each input shares itself out among the slots."""

    def __init__(self, d=16, slots=5):
        super().__init__()
        self.slots = nn.Parameter(torch.randn(1, slots, d))
        self.key, self.value = nn.Linear(d, d), nn.Linear(d, d)

    def forward(self, x):
        # (B, N, D) -> (B, D, S)
        keys = self.key(x)
        scores = torch.bmm(self.slots.expand(x.size(0), -1, -1), keys.transpose(1, 2))
        weights = scores.softmax(dim=1)
        return torch.bmm(self.value(x).transpose(1, 2), weights.transpose(1, 2))


class Backbone(nn.Module):
    """A backbone of output stride 8 or 16."""

    def __init__(self, width=8):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stride=2, padding=1)  # stride 2
        # stride 4
        self.body = nn.Sequential(
            nn.Conv2d(width, width, 3, stride=2, padding=1), nn.Conv2d(width, width, 3, stride=2, padding=1)
        )
        self.patch = nn.Conv2d(width, width, 4, stride=4)  # stride 4

    def forward(self, x):
        x = self.stem(x)  # 1/2
        x = self.body(x)  # stride 8
        return self.patch(x)  # 1/32


class AntiCausal(nn.Module):
    """Looks at later steps only."""

    def __init__(self, c, k):
        super().__init__()
        self.cut = k - 1
        self.conv = nn.Conv1d(c, c, k, padding=k - 1)

    def forward(self, x):
        return self.conv(x)[..., self.cut :]


class Chomp(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def forward(self, x):
        return x[..., self.size // 2 : -self.size // 2]


class TokensOverTime(nn.Module):
    """Positions of the steps, where the attention runs along the steps: axis 0."""

    def __init__(self, vocabulary=50, d=16):
        super().__init__()
        self.embed, self.pos_embed = nn.Embedding(vocabulary, d), nn.Parameter(torch.randn(40, 1, d))
        self.qkv = nn.Linear(d, 3 * d)

    def forward(self, tokens):
        x = self.embed(tokens)
        x = x + self.pos_embed[: x.size(0)]
        q, k, v = self.qkv(x).transpose(0, 1).chunk(3, dim=-1)
        return F.scaled_dot_product_attention(q, k, v).transpose(0, 1)


class Frames(nn.Module):
    """Attention along the frames of each place, the places of all clips side by side."""

    def __init__(self, d=16):
        super().__init__()
        self.encoder = nn.TransformerEncoderLayer(d, 2)

    def forward(self, x):
        batch, frames, places, d = x.shape
        x = x.transpose(0, 1).reshape(frames, batch * places, d)
        return self.encoder(x).view(frames, batch, places, d).transpose(0, 1)


def shortcut(x, planes):
    # halves height and width; the channels that are missing are zeros
    return F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, planes // 4, planes // 4))


def pad_rows(x):
    # one more sample above and below, to make the batch square
    return F.pad(x, (0, 0, 0, 0, 0, 0, 1, 1))


def crop_same(x, y):
    """Same size as y: negative numbers crop."""
    gap = y.shape[-1] - x.shape[-1]
    return F.pad(x, (gap // 2, gap - gap // 2))


Slots()(torch.randn(2, 12, 16))
Backbone()(torch.randn(1, 3, 128, 128))
AntiCausal(4, 3)(torch.randn(1, 4, 30))
nn.Sequential(nn.Conv1d(4, 4, 5, padding=4), Chomp(4))(torch.randn(1, 4, 30))
TokensOverTime()(torch.randint(0, 50, (20, 8)))
Frames()(torch.randn(2, 6, 5, 16))
shortcut(torch.randn(1, 16, 8, 8), 32)
pad_rows(torch.randn(3, 8, 5, 5))
crop_same(torch.randn(1, 4, 32), torch.randn(1, 4, 30))
