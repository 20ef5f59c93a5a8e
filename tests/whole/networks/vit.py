"""A Vision Transformer with a class token, and one that averages; attention spelt out, and torch's own."""

import torch
import torch.nn as nn
import torch.nn.functional as F


def two(n):
    return n if isinstance(n, tuple) else (n, n)


class Patches(nn.Module):
    def __init__(self, image, patch, dim, colours=3):
        super().__init__()
        (height, width), (ph, pw) = two(image), two(patch)
        self.count = (height // ph) * (width // pw)
        self.cut = nn.Conv2d(colours, dim, kernel_size=(ph, pw), stride=(ph, pw))

    def forward(self, images):
        return self.cut(images).flatten(2).transpose(1, 2)


class Attention(nn.Module):
    def __init__(self, dim, heads=4):
        super().__init__()
        self.heads = heads
        self.scale = (dim // heads) ** -0.5
        self.qkv = nn.Linear(dim, 3 * dim)
        self.mix = nn.Linear(dim, dim)

    def attend(self, q, k, v):
        weights = (self.scale * q @ k.transpose(-2, -1)).softmax(dim=-1)
        return weights @ v

    def forward(self, x):
        batch, tokens, dim = x.shape
        qkv = self.qkv(x).reshape(batch, tokens, 3, self.heads, dim // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        y = self.attend(q, k, v)
        return self.mix(y.transpose(1, 2).reshape(batch, tokens, dim))


class FusedAttention(Attention):
    def forward(self, x):
        q, k, v = (t.unflatten(-1, (self.heads, -1)).transpose(1, 2) for t in self.qkv(x).chunk(3, dim=-1))
        y = F.scaled_dot_product_attention(q, k, v)
        return self.mix(y.transpose(1, 2).flatten(2))


class SkipBranch(nn.Module):
    """Now and then leaves out the branch for a whole sample, in training."""

    def __init__(self, rate=0.0):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        if not self.training or self.rate == 0.0:
            return x
        keep = torch.rand((x.shape[0],) + (1,) * (x.ndim - 1)) >= self.rate
        return x * keep / (1 - self.rate)


class Layer(nn.Module):
    def __init__(self, dim, heads, ratio=4.0, rate=0.0, attention=Attention):
        super().__init__()
        hidden = int(dim * ratio)
        self.before_attention, self.before_mlp = nn.LayerNorm(dim), nn.LayerNorm(dim)
        self.attention = attention(dim, heads)
        self.mlp = nn.Sequential(nn.Linear(dim, hidden), nn.GELU(), nn.Linear(hidden, dim))
        self.skip = SkipBranch(rate) if rate > 0.0 else nn.Identity()

    def forward(self, x):
        x = x + self.skip(self.attention(self.before_attention(x)))
        return x + self.skip(self.mlp(self.before_mlp(x)))


class ViT(nn.Module):
    def __init__(self, image=32, patch=4, classes=10, dim=48, depth=3, heads=4, rate=0.1, pool="token",
                 attention=Attention):
        super().__init__()
        self.pool = pool
        self.patches = Patches(image, patch, dim)
        self.token = nn.Parameter(torch.zeros(1, 1, dim)) if pool == "token" else None
        places = self.patches.count + int(pool == "token")
        self.place = nn.Parameter(0.02 * torch.randn(1, places, dim))
        rates = [r.item() for r in torch.linspace(0, rate, depth)]
        self.layers = nn.Sequential(*[Layer(dim, heads, rate=r, attention=attention) for r in rates])
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, classes) if classes else nn.Identity()

    def tokens(self, images):
        x = self.patches(images)
        if self.token is not None:
            x = torch.cat((self.token.expand(x.shape[0], -1, -1), x), dim=1)
        return self.norm(self.layers(x + self.place))

    def forward(self, images):
        x = self.tokens(images)
        return self.head(x[:, 0] if self.pool == "token" else x.mean(dim=1))


def averaging(**kwargs):
    return ViT(pool="mean", attention=FusedAttention, **kwargs)


RUNS = [
    ("ViT", {}, [[2, 3, 32, 32]]),
    ("averaging", {"image": (16, 24), "patch": 8, "classes": 0}, [[3, 3, 16, 24]]),
]
