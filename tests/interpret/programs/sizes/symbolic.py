# symbolic
"""Classes that nobody builds: constructor parameters are symbols, the first layer says what the input is."""

import torch
import torch.nn.functional as F
from torch import nn


class Down(nn.Module):
    def __init__(self, channels=8):
        super().__init__()
        self.conv = nn.Conv2d(3, channels, 3, padding=1)
        self.down = nn.Conv2d(channels, 2 * channels, 4, stride=2, padding=1)

    def forward(self, x):
        reveal_shape(x)  # ?
        x = self.conv(x)
        reveal_shape(x)  # (N, 8, H, W)
        x = self.down(x)
        reveal_shape(x)  # (N, 16, H//2, W//2)
        x = self.down(self.conv(x[:, :3]))
        reveal_shape(x)  # (N, 16, H//4, W//4)
        x = F.adaptive_avg_pool2d(x, 1)
        reveal_shape(x.flatten(1))  # (N, 16)


class Widths(nn.Module):
    def __init__(self, width, classes):
        super().__init__()
        self.fc = nn.Linear(width, 2 * width)
        self.head = nn.Linear(2 * width, classes)
        reveal_shape(self.fc.weight)  # (2*width, width)

    def forward(self, x):
        x = self.fc(x)
        x = self.head(x)
        return x


class Attention(nn.Module):
    def __init__(self, dim, heads=8):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dim, dim * 3)

    def forward(self, x):
        B, L, D = x.shape
        reveal_shape(x)  # (B, L, D)
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        reveal_shape(q)  # (B, L, dim)
        q = q.view(B, L, self.heads, -1).transpose(1, 2)
        reveal_shape(q)  # (B, 8, L, dim//8)


class Halves(nn.Module):
    def forward(self, x: torch.Tensor):
        b, c, h, w = x.shape
        reveal_shape(F.pad(x, (w % 2, 0, 0, h % 2)))  # (b, c, 2*h - 2*(h//2), 2*w - 2*(w//2))
        reveal_shape(x.reshape(b, c // 4, 4, h * w))  # (b, c//4, 4, h*w)
        reveal_shape(torch.cat([x, x], 1))  # (b, 2*c, h, w)
        return x.mean((2, 3), keepdim=True)


class Text(nn.Module):
    def __init__(self, words: int = 100):
        super().__init__()
        self.embed = nn.Embedding(words, 16)
        self.lstm = nn.LSTM(16, 32, batch_first=True, bidirectional=True)

    def forward(self, tokens, lengths=None):
        x = self.embed(tokens)
        reveal_shape(x)  # ?
        out, (h, c) = self.lstm(x)
        return out
