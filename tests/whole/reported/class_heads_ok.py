import torch
import torch.nn as nn


class Attention(nn.Module):
    """Class queries look at the tokens of an image."""

    def __init__(self, dim, num_heads=4):
        super().__init__()
        self.num_heads = num_heads
        self.scale = (dim // num_heads) ** -0.5
        self.fc_q = nn.Linear(dim, dim)
        self.fc_kv = nn.Linear(dim, dim * 2)
        self.proj = nn.Linear(dim, dim)

    def forward(self, query, x):
        B, N, C = x.shape
        n_class = query.size(1)
        q = self.fc_q(query).reshape(B, n_class, self.num_heads, C // self.num_heads).permute(0, 2, 1, 3)
        kv = self.fc_kv(x).reshape(B, N, 2, self.num_heads, C // self.num_heads).permute(2, 0, 3, 1, 4)
        k, v = kv[0], kv[1]
        attn = (q @ k.transpose(-2, -1)) * self.scale
        attn = attn.softmax(dim=-1)
        x = attn @ v
        x = x.transpose(1, 2).reshape(B, n_class, C)
        return self.proj(x), attn


class Decoder(nn.Module):
    def __init__(self, dim=32, n_class=7):
        super().__init__()
        self.stem = nn.Conv2d(3, dim, 8, stride=8)
        self.query = nn.Parameter(torch.randn(1, n_class, dim))
        self.attn = Attention(dim)
        self.out = nn.Linear(dim, 1)

    def forward(self, image):
        tokens = self.stem(image).flatten(2).transpose(1, 2)
        classes, _ = self.attn(self.query.expand(image.size(0), -1, -1), tokens)
        return self.out(classes).squeeze(-1)


torch.manual_seed(0)
out = Decoder()(torch.rand(3, 3, 32, 40)).detach()
