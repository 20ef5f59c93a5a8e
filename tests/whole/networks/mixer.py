"""Mixing over patches and over channels by einops: functions that return Sequentials, and a module with queries."""

from functools import partial

import torch
from einops import rearrange, reduce, repeat
from einops.layers.torch import Rearrange, Reduce
from torch import nn


class Plus(nn.Module):
    """fn(norm(x)) + x"""

    def __init__(self, fn, norm=None):
        super().__init__()
        self.fn = fn
        self.norm = norm or nn.Identity()

    def forward(self, x):
        return self.fn(self.norm(x)) + x


def hidden_layer(n, ratio, linear):
    m = int(n * ratio)
    return nn.Sequential(linear(n, m), nn.GELU(), nn.Dropout(0.1), linear(m, n))


def mlp_mixer(*, image, patch, dim, depth, classes, colours=3, ratio=2):
    height, width = image if isinstance(image, tuple) else (image, image)
    if height % patch or width % patch:
        raise ValueError("whole patches only")
    tokens = (height // patch) * (width // patch)
    over_tokens = partial(nn.Conv1d, kernel_size=1)

    layers = [
        Rearrange("n c (h i) (w j) -> n (h w) (i j c)", i=patch, j=patch),
        nn.Linear(patch ** 2 * colours, dim),
    ]
    for _ in range(depth):
        layers.append(Plus(hidden_layer(tokens, ratio, over_tokens), nn.LayerNorm(dim)))
        layers.append(Plus(hidden_layer(dim, 0.5, nn.Linear), nn.LayerNorm(dim)))
    layers += [nn.LayerNorm(dim), Reduce("n t d -> n d", "mean"), nn.Linear(dim, classes)]
    return nn.Sequential(*layers)


def conv_mixer(dim, depth, kernel=5, patch=7, classes=10):
    def after(conv):
        return nn.Sequential(conv, nn.GELU(), nn.BatchNorm2d(dim))

    blocks = []
    for _ in range(depth):
        blocks.append(Plus(after(nn.Conv2d(dim, dim, kernel, groups=dim, padding="same"))))
        blocks.append(after(nn.Conv2d(dim, dim, kernel_size=1)))
    return nn.Sequential(
        after(nn.Conv2d(3, dim, patch, stride=patch)), *blocks,
        Reduce("n c h w -> n c", "mean"), nn.Linear(dim, classes))


class Gather(nn.Module):
    """Learned queries gather what a set of tokens holds."""

    def __init__(self, dim=24, queries=4, heads=3):
        super().__init__()
        self.heads = heads
        self.queries = nn.Parameter(torch.randn(queries, dim))
        self.to_q = nn.Linear(dim, dim, bias=False)
        self.to_kv = nn.Linear(dim, dim * 2, bias=False)

    def forward(self, x):
        q = self.to_q(repeat(self.queries, "q d -> n q d", n=x.shape[0]))
        q, k, v = map(lambda t: rearrange(t, "n t (h d) -> n h t d", h=self.heads),
                      (q, *self.to_kv(x).chunk(2, dim=-1)))
        weights = torch.einsum("n h q d, n h t d -> n h q t", q, k).softmax(dim=-1)
        gathered = torch.einsum("n h q t, n h t d -> n h q d", weights, v)
        return reduce(gathered, "n h q d -> n (h d)", "max")


RUNS = [
    ("mlp_mixer", {"image": (24, 32), "patch": 8, "dim": 20, "depth": 2, "classes": 6}, [[2, 3, 24, 32]]),
    ("conv_mixer", {"dim": 16, "depth": 2}, [[2, 3, 30, 36]]),
    ("Gather", {}, [[2, 11, 24]]),
]
