"""Working code that was once taken for wrong: each program is the general pattern, and must stay silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from shapelint.lint.config import Config
from shapelint.lint.one_file import check_source, check_text

HEAD = "import torch\nimport torch.nn.functional as F\nfrom torch import nn\n\n"

PROGRAMS = {
    "masks of numbers that are added": """
class Masked(nn.Module):
    def __init__(self):
        super().__init__()
        self.attn = nn.MultiheadAttention(16, 2, batch_first=True)

    def forward(self, x, lengths):
        b, n, d = x.shape
        mask = torch.zeros(b, n)
        for row, length in enumerate(lengths):
            mask[row, length:] = float("-inf")
        y, _ = self.attn(x, x, x, key_padding_mask=mask)
        causal = torch.triu(torch.full((n, n), float("-inf")), diagonal=1)
        y, _ = self.attn(y, y, y, attn_mask=causal)
        low = torch.triu(torch.ones(n, n), diagonal=1) * -1e9
        y, _ = self.attn(y, y, y, attn_mask=low)
        other = torch.zeros(n, n).masked_fill(torch.triu(torch.ones(n, n), diagonal=1) == 1, float("-inf"))
        y, _ = self.attn(y, y, y, attn_mask=other)
        keep = (torch.triu(torch.ones(n, n)) == 1).transpose(0, 1)
        keep = keep.float().masked_fill(keep == 0, float("-inf")).masked_fill(keep == 1, float(0.0))
        y, _ = self.attn(y, y, y, attn_mask=keep)
        logs = torch.log(torch.tril(torch.ones(n, n)))
        y, _ = self.attn(y, y, y, attn_mask=logs)
        return y


Masked()(torch.randn(2, 6, 16), [3, 4])
""",
    "records that are made of unknown keywords": """
import json
from dataclasses import dataclass

from pydantic import BaseModel


class Settings(BaseModel):
    dim: int = -1
    heads: int = 1


@dataclass
class Record:
    dim: int = -1


def main():
    with open("params.json") as f:
        params = json.loads(f.read())
    settings, record = Settings(**params, heads=2), Record(**params)
    print(torch.ones(settings.dim), torch.ones(record.dim))


main()
""",
    "a default of -1 that only holds a place": """
class Norm(nn.Module):
    def __init__(self, width: int = -1):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(width))
        self.width = width

    def forward(self, x):
        return F.layer_norm(x, normalized_shape=(self.width,), weight=1.0 + self.weight)
""",
    "a function of autograd whose forward is a class method": """
from torch.autograd import Function


class Half(Function):
    @classmethod
    def scaled(cls, x):
        return x / 2

    @classmethod
    def forward(cls, ctx, x, alpha=1.5, dim=-1, steps=50):
        return cls.scaled(x) / x.shape[dim]


def test_half():
    alpha = 1.0 + torch.rand((2, 1), dtype=torch.float64)
    assert Half.apply(torch.ones(2, 3), alpha, 1, 50).shape == (2, 3)
""",
    "nodes that are normalised each by itself": """
class Block(nn.Module):
    def __init__(self, nodes, channels, hidden):
        super().__init__()
        self.conv = nn.Conv2d(channels, hidden, (1, 3))
        self.norm = nn.BatchNorm2d(nodes)

    def forward(self, x):
        x = x.permute(0, 3, 2, 1)
        x = F.relu(self.conv(x)).permute(0, 3, 2, 1)
        x = x.permute(0, 2, 1, 3)
        return self.norm(x).permute(0, 2, 1, 3)
""",
    "a class method of a base that its heirs are built by": """
class Abstract(nn.Module):
    @classmethod
    def from_options(cls, options, embeddings):
        raise NotImplementedError


class Base(Abstract):
    def __init__(self, width, copy, embeddings, norm, eps):
        super().__init__()
        self.norm = nn.LayerNorm(width, eps=eps) if norm == "standard" else nn.Identity()

    @classmethod
    def from_options(cls, options, embeddings):
        return cls(
            options.layers, options.width, options.heads, options.copy,
            options.dropout[0] if type(options.dropout) is list else options.dropout,
            embeddings, heads=options.heads, norm=options.norm, parts=1)

    def forward(self, *args, **kwargs):
        raise NotImplementedError


class Decoder(Base):
    def __init__(self, layers, width, heads, copy, dropout, embeddings, norm=True, parts=1):
        super().__init__(width, copy, embeddings, norm, 1e-5)
        self.layers = nn.ModuleList([nn.Linear(width, width) for _ in range(layers)])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return self.norm(x)
""",
    "rows that numbers in tensors choose": """
def alive(scores, rows):
    done = scores.topk(1, dim=-1)[1].eq(2).tolist()
    left = [at for at, one in enumerate(done) if not one[0]]
    return rows[torch.tensor(left, dtype=torch.long)]


def test_alive():
    scores = torch.zeros(5, 9)
    scores[0, 2] = scores[1:, 4].fill_(1.0)[0]
    rows = alive(scores, torch.zeros(5, 1))
    rows += torch.zeros(4, 1)
""",
    "tests that put mocks in the place of functions": """
from unittest import TestCase
from unittest.mock import patch


def loss(state):
    return F.cross_entropy(state["pred"], state["true"])


class TestLoss(TestCase):
    @patch("torch.nn.functional.cross_entropy")
    def test_loss(self, mock):
        mock.return_value = 1.0
        assert loss({"pred": "pred", "true": "true"}) == 1.0


def test_inner():
    with patch.object(F, "cross_entropy", return_value=1.0):
        assert loss({"pred": "pred", "true": "true"}) == 1.0
""",
    "options that a library adds": """
from argparse import ArgumentParser

import pytorch_lightning as pl


class Net(pl.LightningModule):
    def __init__(self, gpus, width=8, **kwargs):
        super().__init__()
        self.fc = nn.Linear(width, 2)


parser = pl.Trainer.add_argparse_args(ArgumentParser())
parser.add_argument("--width", default=16, type=int)
args = parser.parse_args()
Net(**args.__dict__)
""",
    "comments that were printed in two runs": """
class Update(nn.Module):
    def __init__(self, d=128):
        super().__init__()
        self.conv = nn.Conv2d(676, d, 1)
        self.mix = nn.Linear(d, d)

    def forward(self, corr):
        # corr: [3, 676, 50, 90]
        features = self.conv(corr)
        b, c, h, w = features.shape
        rows = features.view(b, c, h * w).permute(0, 2, 1)
        # rows: [1, 7040, 128]
        return self.mix(rows)
""",
    "an image or a batch far from where its mask is used": """
class Noise(nn.Module):
    def one(self, image, h, w):
        return image, torch.zeros((1, h, w))

    def forward(self, image):
        if len(image.shape) == 4:
            count, _, h, w = image.shape
            images, masks = [], []
            for i in range(count):
                a, m = self.one(image[i], h, w)
                images.append(a)
                masks.append(m)
            return torch.stack(images), torch.stack(masks)
        return self.one(image, image.shape[1], image.shape[2])


class Net(nn.Module):
    def __init__(self, settings):
        super().__init__()
        self.noise = Noise()
        self.register_buffer("mean", torch.zeros(1, 3, 1, 1))
        self.register_buffer("std", torch.ones(1, 3, 1, 1))
        self.settings = settings

    def forward(self, batch):
        x, h, w = batch.image, batch.h, batch.w
        x = x * self.std + self.mean
        if self.settings.aa > 1:
            x = x * 2
        if self.settings.bb > 1:
            x = x * 2
        if self.settings.cc > 1:
            x = x * 2
        if self.settings.dd > 1:
            x = x * 2
        if self.settings.ee > 1:
            x = x * 2
        if self.settings.ff > 1:
            x = x * 2
        if self.settings.gg > 1:
            x = x * 2
        if self.settings.hh > 1:
            x = x * 2
        if self.settings.ii > 1:
            x = x * 2
        if self.settings.jj > 1:
            x = x * 2
        if self.settings.kk > 1:
            x = x * 2
        if self.settings.ll > 1:
            x = x * 2
        if self.settings.mm > 1:
            x = x * 2
        if self.settings.nn > 1:
            x = x * 2
        if self.settings.oo > 1:
            x = x * 2
        if self.settings.pp > 1:
            x = x * 2
        y, mask = self.noise(x)
        for name in self.settings.names:
            if self.settings[name] > 0:
                y = y * 2
        if self.settings.a > 1:
            y = y + 1
        if self.settings.b > 1:
            y = y + 1
        if self.settings.c > 1:
            y = y + 1
        if self.settings.d > 1:
            y = y + 1
        if self.settings.e > 1:
            y = y + 1
        if self.settings.f > 1:
            y = y + 1
        if self.settings.g > 1:
            y = y + 1
        if self.settings.h > 1:
            y = y + 1
        if self.settings.i > 1:
            y = y + 1
        if self.settings.j > 1:
            y = y + 1
        if self.settings.k > 1:
            y = y + 1
        if self.settings.l > 1:
            y = y + 1
        if self.settings.m > 1:
            y = y + 1
        if self.settings.n > 1:
            y = y + 1
        if mask.shape[2] != h or mask.shape[3] != w:
            mask = F.interpolate(mask, size=(h, w))
        return y, mask
""",
    "numbers packed into the bits of others": """
def pack(unpacked, interleave=4, stride=64):
    n, k = unpacked.shape
    packed = unpacked.reshape(n // interleave, interleave, k // stride, stride).permute(0, 2, 1, 3)
    packed = packed.reshape(n // interleave, k // stride, stride, interleave)
    packed = packed.to(torch.int32)
    return packed[..., 0] | (packed[..., 1] << 4) | (packed[..., 2] << 8) | (packed[..., 3] << 12)
""",
    "windows merged whose sizes are numbers in tensors": """
def split(x, k=2):
    x = x.view(b, c, k, h // k, k, w // k).permute(0, 2, 4, 1, 3, 5)
    return x.reshape(merged_b, c, new_h, new_w)


def merge(splits, k=2):
    b, c, h, w = splits.size()
    splits = splits.view(new_b, k, k, c, h, w)
    return splits.permute(0, 3, 1, 4, 2, 5).contiguous().view(new_b, c, k * h, k * w)


def merged(features, parts):
    return merge(split(features, k=parts), k=parts)
""",
    "what a class makes empty and fits before it is called": """
class Whitening(nn.Module):
    def __init__(self, k):
        super().__init__()
        self.k = k
        self.register_buffer("mean", torch.empty(0))
        self.register_buffer("axes", torch.empty(0))
        self.bank = []

    def fit(self, x):
        self.mean = x.mean(dim=0)
        self.axes = torch.linalg.svd(x - self.mean)[2][: self.k]

    def remember(self, x):
        self.bank.append(x)

    def forward(self, x):
        \"\"\"Project, after `fit`.\"\"\"
        y = (x - self.mean) @ self.axes.transpose(-2, -1)
        return torch.cdist(y, torch.cat(self.bank, dim=0))
""",
    "a dictionary of parameters that are plain tensors": """
class Standard(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.statistics = nn.ParameterDict({"mean": torch.zeros(1, c, 1, 1), "std": torch.zeros(1, c, 1, 1)})

    def forward(self, x):
        if torch.stack([one.sum() != 0 for one in self.statistics.values()]).any():
            x = (x - self.statistics["mean"]) / self.statistics["std"]
        return x
""",
    "a switch that a function turns in a network": """
class Noisy(nn.Conv2d):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.plain = False

    def forward(self, x):
        y = super().forward(x)
        return y if self.plain else (y, self.weight.pow(2).sum())


class Block(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.conv = Noisy(c, c, 3, padding=1)
        self.norm = nn.BatchNorm2d(c)

    def forward(self, x):
        return self.norm(self.conv(x))


def freeze(network):
    for one in network.modules():
        if isinstance(one, Noisy):
            one.plain = True
    return network
""",
    "a text of the settings that is asked twice": """
from elsewhere import over_sequences


class Across(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.norm = nn.BatchNorm1d(config.width)

    def forward(self, x):
        return self.norm(x.transpose(1, 2)).transpose(1, 2)


class Norm(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.kind = config.kind
        if "batch" in config.kind.lower():
            self.norm = Across(config)
        else:
            self.norm = nn.LayerNorm(config.width)

    def forward(self, x):
        if "batch" in self.kind.lower():
            x = over_sequences(self.norm, x)
        else:
            x = self.norm(x)
        return x


class Head(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.norm = Norm(config)
        self.out = nn.Linear(config.width, config.targets)

    def forward(self, x):
        return self.out(self.norm(torch.flatten(x, 1)))
""",
    "rows that are shifted between two views": """
class Relative(nn.Module):
    def __init__(self, d, heads):
        super().__init__()
        self.heads = heads
        self.query, self.key = nn.Linear(d, d), nn.Linear(d, d)

    def forward(self, x, positions):
        i, b, d = x.shape
        q = self.query(x).view(i, b, self.heads, -1)
        k = self.key(positions).view(-1, b, self.heads, d // self.heads)
        scores = torch.einsum("ibnd,jbnd->ijbn", q, k)
        size = scores.shape
        scores = scores.reshape(size[1], size[0], size[2], size[3])
        scores = scores[1:, ...]
        return scores.reshape(size[0], size[1] - 1, size[2], size[3])
""",
    "classes as numbers joined with what is given": """
def features(batch):
    classes = F.one_hot(batch["classes"], 23)
    return torch.cat([classes, batch["deleted"].unsqueeze(-1), batch["value"].unsqueeze(-1)], dim=-1)


class Embedder(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(25, 4)

    def forward(self, batch):
        return self.linear(features(batch))
""",
    "sizes of each image stacked while torch traces": """
def largest(images):
    sizes = []
    for axis in range(images[0].dim()):
        sizes.append(torch.max(torch.stack([image.shape[axis] for image in images]).to(torch.float32)))
    return tuple(sizes)
""",
    "settings of a list of modules": """
class Pyramid(nn.ModuleList):
    def __init__(self, scales, in_channels, channels):
        super().__init__()
        self.in_channels = in_channels
        for scale in scales:
            self.append(nn.Sequential(nn.AdaptiveAvgPool2d(scale), nn.Conv2d(self.in_channels, channels, 1)))

    def forward(self, x):
        outs = []
        for part in self:
            out = part(x)
            outs.append(F.interpolate(out, size=x.size()[2:], mode="bilinear"))
        return outs


class Decoder(nn.Module):
    def __init__(self, embed_dim, scales=(1, 2, 3, 6), channels=256):
        super().__init__()
        self.embed_dim = embed_dim
        self.pyramid = Pyramid(scales, embed_dim[-1], channels)
        self.bottleneck = nn.Conv2d(embed_dim[-1] + len(scales) * channels, channels, 3, padding=1)
        self.lateral = nn.ModuleList()
        for one in embed_dim[:-1]:
            self.lateral.append(nn.Conv2d(one, channels, 1))

    def deepest(self, inputs):
        x = inputs[-1]
        outs = [x]
        outs.extend(self.pyramid(x))
        outs = torch.cat(outs, dim=1)
        return self.bottleneck(outs)

    def forward(self, inputs):
        laterals = [lateral(inputs[i]) for i, lateral in enumerate(self.lateral)]
        laterals.append(self.deepest(inputs))
        return laterals


class Settings(nn.ModuleList):
    def __init__(self, scales, settings):
        super().__init__()
        self.settings = settings
        for scale in scales:
            self.append(nn.AdaptiveAvgPool2d(scale))

    def forward(self, x):
        return torch.cat([F.interpolate(part(x), size=(8, 8)) for part in self], 1)


class Pooled(nn.Module):
    def __init__(self, settings):
        super().__init__()
        self.pools = Settings((1, 2, 3), settings)
        self.conv = nn.Conv2d(3 * 4, 8, 1)
        self.settings = settings

    def forward(self, x):
        b, c, h, w = x.shape
        return self.conv(self.pools(nn.Conv2d(c, 4, 1)(x)))
""",
    "parameters of a module that the caller gives": """
class Flat(nn.Module):
    def __init__(self, module, chosen=None):
        super().__init__()
        self.inner = module
        wanted = set(module.parameters() if chosen is None else chosen)
        rows = []
        for part in self.modules():
            for name, one in part.named_parameters(recurse=False):
                if one in wanted:
                    rows.append(one.detach())
        self.flat = nn.Parameter(torch.cat([one.reshape(-1) for one in rows], 0))

    def forward(self, x):
        return self.inner(x)
""",
    "ranks that a helper asks for in each round, among many questions": """
from bands import asks, band_of


def as_maps(x):
    if x.dim() == 4:
        b, c, h, w = x.size()
    elif x.dim() == 3:
        c, h, w = x.size()
        b = None
    elif x.dim() == 2:
        h, w = x.size()
        b = c = None
    else:
        raise ValueError(x.dim())
    total = x.view(-1, 1, h, w)
    if asks(x, "a"):
        total = total + 0
    if asks(x, "b"):
        total = total + 1
    if asks(x, "c"):
        total = total + 2
    if asks(x, "d"):
        total = total + 3
    if asks(x, "e"):
        total = total + 4
    if asks(x, "f"):
        total = total + 5
    if asks(x, "g"):
        total = total + 6
    if asks(x, "h"):
        total = total + 7
    if asks(x, "i"):
        total = total + 8
    if asks(x, "j"):
        total = total + 9
    return total


class Bands(nn.Module):
    def forward(self, image):
        bands = [torch.relu(band_of(image, index)) for index in range(4)]
        rows = []
        for band in bands:
            maps = as_maps(band)
            rows.append(F.unfold(band.unsqueeze(1), 3).sum() + band[:, 1:-1, 1:-1].sum() + maps.sum())
        return torch.stack(rows)
""",
    "a branch for maps in a network of volumes": """
class Embed(nn.Module):
    def __init__(self, dim, flat):
        super().__init__()
        self.proj = (nn.Conv2d if flat else nn.Conv3d)(1, dim, 2, 2)

    def forward(self, x):
        size = x.size()
        if len(size) == 5:
            _, _, d, h, w = size
            x = F.pad(x, (0, w % 2, 0, h % 2, 0, d % 2))
        elif len(size) == 4:
            _, _, h, w = size
            x = F.pad(x, (0, w % 2, 0, h % 2))
        return self.proj(x)


class Merge(nn.Module):
    def __init__(self, dim, flat):
        super().__init__()
        self.norm = nn.LayerNorm((4 if flat else 8) * dim)

    def forward(self, x):
        if x.dim() == 4:
            return self.of_maps(x)
        return self.norm(torch.cat([x[:, i::2, j::2, k::2] for i in (0, 1) for j in (0, 1) for k in (0, 1)], -1))

    def of_maps(self, x):
        return self.norm(torch.cat([x[:, i::2, j::2] for i in (0, 1) for j in (0, 1)], -1))


class Net(nn.Module):
    def __init__(self, flat=False):
        super().__init__()
        self.embed, self.mix, self.merge = Embed(24, flat), nn.Linear(24, 24), Merge(24, flat)

    def forward(self, x):
        return self.merge(self.mix(torch.movedim(self.embed(x), 1, -1)))
""",
    "a branch for volumes before a loop that takes long": """
from records import settle


def spread(neighbors, shape):
    wide = shape[-1]
    if len(shape) == 2:
        flat = neighbors[0] * wide + neighbors[1]
    else:
        flat = neighbors[0] * wide + neighbors[1] + neighbors[2]
    total = settle(flat)
    for step in range(1_000):
        if step % 3 == 1:
            total = total + step
        elif step % 7 == 1:
            total = total - step
        total = total * 2 + step // 2
    return total


def main(masks):
    return spread(torch.zeros(2, 9, 4), settle(masks).shape)
""",
    "a question that unread code answers of the very tensor": """
class Head(nn.Module):
    def __init__(self, name="pool"):
        super().__init__()
        self.name = name
        self.trunk = nn.Conv2d(3, 8, 3)

    def forward(self, x):
        x = self.trunk(x)
        if torch.jit.isinstance(x, dict[str, torch.Tensor]):
            x = x[self.name]
        return x.flatten(1)
""",
    "what has methods of a tensor's, and takes other arguments": """
from records import Record, names

def first(total):
    record = Record(names)
    rows = record.expand(total).contiguous()[0:4]
    rows["next", "done"].copy_(torch.zeros(2))
    record.contiguous().sum(dim="all", reduce=True)
    record.detach()[::-1]
    return torch.zeros_like(record)[1:]["done"]

first(10)
""",
    "constants of a library that is not read": """
from settings import KIND, WIDE, sizes, mode

x = torch.randn(2, 4)
nn.Linear(4 if KIND == "wide" else 5, 4)(x)
nn.Linear(4 if mode is None else 5, 4)(x)
nn.Linear(4 if not sizes else 5, 4)(x)
nn.Linear(4 if WIDE in ("a", "b") else 5, 4)(x)
nn.Linear(4 if isinstance(KIND, str) else 5, 4)(x)
nn.Linear({"wide": 4}.get(KIND, 5), 4)(x)
nn.Linear(4 if torch.__version__ == "2.0" else 5, 4)(x)
""",
    "one number is padding and dilation": """
class Branches(nn.Module):
    def __init__(self, width, first, second):
        super().__init__()
        self.one = nn.Conv2d(8, width, 3, padding=first, dilation=first)
        self.two = nn.Conv2d(8, width, 3, padding=second, dilation=second)

    def forward(self, x):
        return torch.cat([self.one(x), self.two(x)], dim=1)
""",
    "an input that is None by default, and wanted all the same": """
class Decoder(nn.Module):
    def __init__(self, width, skip_width):
        super().__init__()
        self.up = nn.Conv2d(width, skip_width, 1)
        self.conv = nn.Conv2d(2 * skip_width, skip_width, 3, padding=1)

    def forward(self, x, skip=None):
        x = self.up(x)
        if skip is not None:
            x = torch.cat([x, skip], dim=1)
        return self.conv(x)
""",
    "a constructor whose default of None nobody uses": """
class Head(nn.Module):
    def __init__(self, width=64, classes=None):
        super().__init__()
        self.out = nn.Linear(width, classes)

    def forward(self, x):
        return self.out(x)
""",
    "arguments that are passed on": """
class Make(nn.Module):
    def __init__(self, *sizes, **options):
        super().__init__()
        self.conv = nn.Conv2d(*sizes, **options)

    def forward(self, x):
        return self.conv(x)


def make(*args, **kwargs):
    return Make(*args, **kwargs)
""",
    "a layer that inherits its constructor": """
class ChannelNorm(nn.LayerNorm):
    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class Enlarge(nn.Upsample):
    def forward(self, x):
        return super().forward(x.float()).type_as(x)
""",
    "a class chosen by a table in one world, and passing in the other": """
class Wide(nn.BatchNorm2d):
    def __init__(self, width, act=True):
        super().__init__(width)
        self.act = act

    def forward(self, x):
        return F.relu(super().forward(x)) if self.act else super().forward(x)


def pick(kind, table):
    return kind if kind in table else Wide


class Block(nn.Module):
    def __init__(self, table, kind=nn.BatchNorm2d):
        super().__init__()
        self.norm = pick(kind, table)(8, act=False)

    def forward(self, x):
        return self.norm(x)
""",
    "a named tuple that is changed": """
from typing import NamedTuple


class Spec(NamedTuple):
    inside: int
    outside: int


spec = Spec(3, 8)._replace(outside=16)
net = nn.Sequential(nn.Conv2d(spec.inside, spec.outside, 1), nn.Conv2d(16, 4, 1))
net(torch.randn(1, 3, 8, 8))
""",
    "an argument that is no tensor in one branch": """
import numpy as np


def to_tensor(picture):
    if isinstance(picture, np.ndarray):
        return torch.from_numpy(picture.transpose((2, 0, 1)))
    return picture
""",
    "a function with a gradient of its own": """
class Pool(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.mean((2, 3))

    @staticmethod
    def backward(ctx, gradient):
        return gradient


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.pool = Pool.apply
        self.out = nn.Linear(8, 2)

    def forward(self, x):
        return self.out(self.pool(x).view(x.size(0), -1))


Net()(torch.randn(4, 8, 5, 5))
""",
    "stages whose number and widths nobody knows": """
class Net(nn.Module):
    def __init__(self, widths, stem):
        super().__init__()
        self.features = nn.Sequential()
        self.features.add_module("stem", nn.Conv2d(3, stem, 3))
        inside = stem
        for i, row in enumerate(widths):
            for width in row:
                self.features.add_module(f"stage{i}", nn.Conv2d(inside, width, 1))
                inside = width
        self.norm = nn.BatchNorm2d(inside)

    def forward(self, x):
        return self.norm(self.features(x))
""",
    "a container that others fill": """
class Concurrent(nn.Sequential):
    def __init__(self, axis=1):
        super().__init__()
        self.axis = axis

    def forward(self, x):
        return torch.cat([module(x) for module in self._modules.values()], dim=self.axis)
""",
    "an array whose method has the name of one of torch's": """
def to_physical(field, affine):
    \"\"\"field: numpy array (x, y, z, 3)\"\"\"
    return field[..., ::-1].transpose([2, 1, 0, 3])
""",
    "a choice that is an enum and a text": """
from enum import Enum


class Reduction(str, Enum):
    MEAN = "mean"
    SUM = "sum"


loss = nn.MSELoss(reduction=Reduction.MEAN)
loss(torch.randn(4, 2), torch.randn(4, 2))
""",
    "layers of unknown number": """
class Stack(nn.Module):
    def __init__(self, depth, width=8):
        super().__init__()
        self.net = nn.Sequential(*[nn.Conv2d(width, width, 3, padding=1) for _ in range(depth)])

    def forward(self, x):
        return self.net(x)
""",
    "sizes that a float halves": """
class Shrink(nn.Module):
    def __init__(self, width, ratio):
        super().__init__()
        inner = int(width * ratio)
        self.down, self.up = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x):
        return x + self.up(F.relu(self.down(x)))
""",
    "a constructor of torch's, whose flags those choose who use the class": """
class Layer(nn.TransformerEncoderLayer):
    def forward(self, x, past):
        _, length, _ = x.shape
        _, before, _ = past.shape
        keys = torch.cat([past, x], dim=1)
        return self.self_attn(x, keys, keys, need_weights=False)[0]
""",
    "a class is no function": """
from inspect import isfunction


def default(value, other):
    if value is not None:
        return value
    return other() if isfunction(other) else other


class Gelu(nn.Module):
    def forward(self, x):
        return x * torch.tanh(x)


class Feed(nn.Module):
    def __init__(self, dim, activation=None):
        super().__init__()
        activation = default(activation, Gelu)
        self.inner, self.act = nn.Linear(dim, dim), activation()

    def forward(self, x):
        return self.act(self.inner(x))
""",
    "a picture, read and cut as an array": """
def cut(box, image, turn=False):
    box = torch.as_tensor(box).view(-1, 4).long()
    grey = image.ndim == 2 or image.shape[2] == 1
    part = image[int(box[0, 1]) : int(box[0, 3]), int(box[0, 0]) : int(box[0, 2])] * 255
    return part if turn or grey else part[..., ::-1]
""",
    "lists that a replaced forward fills by way of others": """
from zoo import load

def register(net, store):
    def made(place):
        def forward(x):
            store(x, place)
            return x
        return forward

    def each(part, place):
        if part.__class__.__name__ == "Attention":
            part.forward = made(place)
            return 1
        return sum(each(child, place) for child in part.children())

    places = [(child, "up") if "out" in name else (None, None) for name, child in net.named_children()]
    sum(each(child, place) for child, place in places if child is not None)

class Store:
    def __init__(self):
        self.reset()

    def reset(self):
        self.kept = {"up": [], "down": []}
        self.width = 3

    def __call__(self, x, place):
        self.keep(x, place)

    def keep(self, x, place):
        self.kept[place].append(x)
        self.width = x.shape[1]

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = load()
        self.store = Store()
        register(self.body, self.store)

    def forward(self, x):
        self.store.reset()
        y = self.body(x)
        maps = torch.stack(self.store.kept["up"]).mean(0)
        return torch.cat([y, maps], 1), nn.Linear(self.store.width, 2)(torch.ones(1, 4))
""",
    "defaults under unknown keywords, where with others the program ends": """
from settings import load

class Head(nn.Module):
    def __init__(self, width=8, out=64, warm_up=0):
        super().__init__()
        self.proj = nn.Linear(width, out)
        self.warm_up = warm_up

    def forward(self, x):
        for step in range(self.warm_up):
            raise NotImplementedError(step)
        return self.proj(x)

def test_head():
    config = load({"width": 8, "out": 16})
    head = Head(**config)
    scores = head(torch.rand(2, 8)) @ torch.rand(16, 3)
    assert scores.shape == (2, 3)
""",
    "products of matrices of numpy, in a file of torch": """
import numpy as np

def distance(one, other):
    mean, spread = one["mean"], one["spread"]
    means, spreads = other["mean"], other["spread"]
    assert mean.ndim == 1 and mean.shape == means.shape and mean.dtype == means.dtype
    assert spread.ndim == 2 and spread.shape == spreads.shape and spread.dtype == spreads.dtype
    return np.sqrt(np.linalg.eigvals(spread.dot(spreads))).sum() + (mean - means).dot(mean - means)
""",
    "lists that hooks fill": """
def explain(model, image):
    inputs, scores = [], []

    def before(module, given):
        inputs.extend(one for one in given if one.ndim == 4)

    def after(module, given, output):
        scores.append(output)

    model.head.register_forward_pre_hook(before)
    model.head.register_forward_hook(after)
    model(image)
    return torch.cat(scores, 2), torch.stack([one.sum(1) for one in inputs])


class Collecting(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Conv2d(3, 8, 1), nn.Conv2d(8, 8, 1))
        self.found, self.named = [], {}
        self.net[0].register_forward_hook(self.keep)
        self.net[1].register_forward_hook(lambda module, given, output: self.found.append(output))
        self.net[1].register_forward_hook(self.keeper("last"))

    def keep(self, module, given, output):
        self.found.append(output)

    def keeper(self, name):
        def hook(module, given, output):
            self.named[name] = output

        return hook

    def forward(self, x):
        self.found.clear()
        self.net(x)
        return torch.cat(self.found, 1), torch.stack(list(self.named.values()))
""",
    "weights of complex numbers": """
class ComplexConv(nn.Module):
    def __init__(self, inside, outside, kernel):
        super().__init__()
        conv = nn.Conv2d(inside, outside, kernel, dtype=torch.complex64)
        self.weight = nn.Parameter(torch.view_as_real(conv.weight))
        self.bias = nn.Parameter(torch.view_as_real(conv.bias))

    def forward(self, x):
        weight, bias = map(torch.view_as_complex, (self.weight, self.bias))
        return F.conv2d(x.to(weight.dtype), weight, bias)


def as_complex(x):
    return x if torch.is_complex(x) else torch.view_as_complex(x)


class Spectra(nn.Module):
    def __init__(self, bins=257):
        super().__init__()
        self.bins, self.conv = bins, nn.Conv2d(1, 2, 3, padding=1)

    def forward(self, x):
        x = self.conv(x)
        return as_complex(torch.complex(x[:, 0], x[:, 1]).reshape(-1, self.bins))
""",
    "an annotation of two types": """
from typing import Union


def masked(x: torch.Tensor, mask: Union[torch.Tensor, "BlockMask"]):
    if mask is not None:
        mask = mask[:, :, :, : x.shape[-2]]
    return mask
""",
    "flags joined by & and |": """
class Head(nn.Module):
    def __init__(self, config, maker=None):
        super().__init__()
        self.limits, self.maker = config.limits, maker
        self.projection = nn.Linear(8, 2) if maker is None else lambda x: (x, x)

    def forward(self, x):
        x = self.projection(x)
        if (self.maker is None) & (self.limits is not None):
            x = torch.sigmoid(x)
        if not ((self.maker is not None) | (self.limits is None)):
            x = torch.sigmoid(x)
        return x


class Net(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.head = Head(config, object())

    def forward(self, x):
        return self.head(x)
""",
    "defaults that only hold a place": """
class Composite(nn.Module):
    def __init__(self, metrics=None, weights=None):
        super().__init__()
        if metrics is None:
            metrics = []
        if weights is None:
            weights = [1.0 for _ in metrics]
        self.metrics, self.weights = list(metrics), list(weights)

    def forward(self, x, y):
        results = []
        for weight, metric in zip(self.weights, self.metrics):
            results.append(metric(x, y) * weight)
        return torch.stack(results, dim=0).sum(0)


class Pools(nn.Module):
    def __init__(self, width=256, widths=(), size=3):
        super().__init__()
        self.projections = nn.ModuleList([nn.Conv2d(one, width, 1) for one in widths])

    def forward(self, levels):
        return torch.cat([project(level).flatten(2) for level, project in zip(levels, self.projections)], dim=-1)


class Trend(nn.Module):
    def __init__(self, sizes=None):
        super().__init__()
        self.sizes = sizes or {}
        self.linear = nn.Linear(self.sizes.get("past", 0), self.sizes.get("future", 0))

    def forward(self, x):
        return self.linear(F.pad(x, (4, 4), "replicate").permute(0, 2, 1))
""",
    "an input that only a flag lets be given": """
class Several(nn.Module):
    def __init__(self, count, width):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(count, width, width))

    def forward(self, x, index=None):
        return x @ self.weight[index]


class Gate(nn.Module):
    def __init__(self, width, several=False):
        super().__init__()
        self.inner = Several(4, width) if several else nn.Linear(width, width)

    def forward(self, x, index=None):
        return self.inner(x) if index is None else self.inner(x, index)
""",
    "modules counted by what their inputs are": """
class Attention(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.query = nn.Conv2d(width, width, 1)

    def forward(self, x):
        return x + self.query(x)


class Block(nn.Module):
    def __init__(self, inside, outside, stride=1):
        super().__init__()
        self.conv, self.time = nn.Conv2d(inside, outside, 3, stride, 1), nn.Linear(64, outside)

    def forward(self, x, time):
        return self.conv(x) + self.time(time)[:, :, None, None]


class Score(nn.Module):
    def __init__(self, width=16, wider=(1, 1, 2, 2, 2, 2, 2), attended=(16,), size=256):
        super().__init__()
        self.levels, self.attended = len(wider), attended
        layers = [nn.Conv2d(3, width, 3, padding=1)]
        inside = width
        for level, factor in enumerate(wider):
            layers.append(Block(inside, width * factor))
            inside = width * factor
            if size // 2**level in attended:
                layers.append(Attention(inside))
            layers.append(Block(inside, inside, 2))
        layers.append(nn.GroupNorm(4, inside))
        self.layers = nn.ModuleList(layers)

    def forward(self, x, time):
        count = 0
        x = self.layers[count](x)
        count += 1
        for _ in range(self.levels):
            x = self.layers[count](x, time)
            count += 1
            if x.shape[-2] in self.attended:
                x = self.layers[count](x)
                count += 1
            x = self.layers[count](x, time)
            count += 1
        return self.layers[count](x)
""",
    "flags that exclude each other": """
class Loss(nn.Module):
    def __init__(self, args):
        super().__init__()
        self.masking, self.weighted = args.masking, args.weighted
        assert (self.masking != self.weighted) or not self.masking
        self.layers = [nn.Linear(8, 8) if getattr(args, f"wants_{index}") else nn.LayerNorm(8) for index in range(20)]

    def forward(self, made, wanted, masks):
        for layer in self.layers:
            made = layer(made)
        if self.masking:
            made, wanted = made.masked_select(masks), wanted.masked_select(masks)
        loss = F.l1_loss(made, wanted)
        if self.weighted:
            loss = loss * (masks.float() / (wanted.size(0) * wanted.size(2))).sum()
        return loss
""",
    "layers in a loop, each of which may be skipped": """
class Decoder(nn.Module):
    def __init__(self, config, width=8):
        super().__init__()
        self.config, self.drop = config, config.drop
        self.layers = nn.ModuleList([nn.Linear(width, width) for _ in range(6)])
        self.before = [nn.Linear(width, width) if getattr(config, f"wants_{i}") else nn.GELU() for i in range(20)]

    def forward(self, x):
        between = ()
        for layer in self.before:
            x = layer(x)
        for layer in self.layers:
            if self.training and self.drop > 0.0:
                if torch.rand([]) < self.drop:
                    continue
            x = layer(x)
            if self.config.between:
                between += (x,)
        if self.config.between:
            return torch.stack(between)
        return x
""",
    "small pictures, that nobody has": """
class Padded(nn.Module):
    def __init__(self, inside, outside, kernel, stride):
        super().__init__()
        self.conv, self.total = nn.Conv2d(inside, outside, kernel, stride), kernel - stride

    def forward(self, x):
        height, width = x.shape[-2:]
        before, after = self.total // 2, self.total - self.total // 2
        below = max(before, after) - height + 1 if height <= max(before, after) else 0
        right = max(before, after) - width + 1 if width <= max(before, after) else 0
        x = F.pad(F.pad(x, (0, right, 0, below)), (before, after, before, after), "reflect")
        return self.conv(x[..., : x.shape[-2] - below, : x.shape[-1] - right])


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(*[Padded(1, 1, 7, 1) for _ in range(3)], *[Padded(1, 1, 8, 4) for _ in range(9)])

    def forward(self, x):
        return self.net(x)
""",
    "one value for each row, of all channels": """
class Attention(nn.Module):
    def __init__(self, rows=40, inner=16):
        super().__init__()
        self.convs = nn.ModuleList([nn.Conv2d(8, 8, k, padding=k // 2) for k in (3, 5)])
        self.pool, self.down, self.up = nn.AdaptiveAvgPool2d(1), nn.Linear(rows, inner), nn.Linear(inner, rows)

    def forward(self, x):
        batch, _, rows, _ = x.shape
        x = sum(conv(x) for conv in self.convs)
        weight = self.up(F.relu(self.down(self.pool(x.permute(0, 2, 3, 1)).view(batch, rows))))
        return x * weight.view(batch, 1, rows, 1).sigmoid()


Attention()(torch.randn(2, 8, 40, 100))
""",
    "inputs of several widths in one list": """
class Pyramid(nn.Module):
    def __init__(self, dim=128):
        super().__init__()
        self.first = nn.ConvTranspose1d(dim, dim, 3, 2, 1)
        self.second = nn.ConvTranspose1d(dim // 2, dim, 3, 2, 1)

    def forward(self, levels):
        levels = [level.mean(-1) for level in levels]
        coarse, fine = [level * 2 for level in levels]
        return self.first(levels[0]) + self.second(levels[1]) + self.first(coarse) + self.second(fine)
""",
    "what a loop of unknown length leaves is not what its rounds begin with": """
class Encoder(nn.Module):
    def __init__(self, rates, kernels):
        super().__init__()
        self.stages, self.branches = len(rates), len(kernels)
        self.before, self.after = nn.Conv1d(1, 32, 7, padding=3), nn.Conv1d(512, 512, 3, padding=1)
        self.blocks = nn.ModuleList([nn.Conv1d(32, 512, 1) for _ in range(self.stages * self.branches)])

    def forward(self, x):
        x = self.before(x)
        for i in range(self.stages):
            total = None
            for j in range(self.branches):
                made = self.blocks[i * self.branches + j](x)
                total = made if total is None else total + made
            x = total / self.branches
        return self.after(x)
""",
    "layers of unknown number, handed on": """
class Stack(nn.Sequential):
    def __init__(self, *layers, drop=0.0):
        super().__init__(*layers)
        self.drop = drop


def repeated(count, make):
    return Stack(*[make(index) for index in range(count)])


class Net(nn.Module):
    def __init__(self, width, count):
        super().__init__()
        self.layers = repeated(count, lambda index: nn.Linear(width, width))

    def forward(self, x):
        x = self.layers(x)
        return x, torch.cat([self.layers[index].weight for index in reversed(range(len(self.layers)))], dim=1)
""",
    "a test that gives what is refused": """
import pytest


class Pattern:
    def __init__(self, rows):
        self.rows = rows

    def build(self, x):
        batch, rows, columns = x.shape
        assert rows == self.rows
        if columns < 1:
            raise AssertionError("nothing")
        return x.view(batch, -1)


class TestPattern:
    def test_build(self, rows, columns):
        for _ in (1, 2):
            pattern = Pattern(rows)
            for wrong in (0, rows - 1, rows + 1):
                x = torch.randint(0, 9, (2, wrong, columns))
                with pytest.raises(AssertionError):
                    pattern.build(x)
            torch.randint(0, 9, (2, rows - 1, columns))
""",
    "a class that may make another": """
class LowRank(nn.Module):
    def __new__(cls, inside, outside, rank=None):
        if rank is None:
            return nn.Linear(inside, outside)
        return super().__new__(cls)

    def __init__(self, inside, outside, rank=None):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(inside, rank), nn.Linear(rank, outside))

    def forward(self, x):
        return self.net(x)
""",
    "what is None only because nobody gives it": """
from functools import wraps


def logged(function):
    @wraps(function)
    def wrapper(self, *args, **kwargs):
        output = function(self, *args, **kwargs)
        return output

    return wrapper


class Embedding(nn.Module):
    def __init__(self, index):
        super().__init__()
        self.index = index
        self.offsets = nn.Buffer(torch.arange(4), persistent=False)

    def forward(self, ids):
        return torch.where(ids == self.index, ids, ids + self.offsets)


class Model(nn.Module):
    def __init__(self, index):
        super().__init__()
        self.embedding = Embedding(index)

    @logged
    def forward(self, ids=None, embedded=None):
        if embedded is None:
            embedded = self.embedding(ids)
        return embedded
""",
    "cases of which none need hold": """
class Net(nn.Module):
    def __init__(self, pool):
        super().__init__()
        self.pool = pool
        self.fc = nn.Linear(8 * 8 * 8, 10)

    def forward(self, x):
        x = x.view(-1, 8, 8, 8)
        if self.pool == "max":
            x = F.max_pool2d(x, 2)
        elif self.pool == "average":
            x = F.avg_pool2d(x, 2)
        return self.fc(x.flatten(1))
""",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_is_silent(name: str) -> None:
    assert [f"{f.span.start.row}: {f.message}" for f in check_source(HEAD + PROGRAMS[name])] == []


FAULTS = {
    "a product repeated an unknown number of times": "masks = list(itertools.product(range(2), repeat=int(input())))",
    "counts that are not known": "from collections import Counter\nCounter({'a': int(input())}).update({'a': 2})",
    "a reduction of nothing": "size = reduce(lambda a, b: a * b, [])",
    "a test that adds to its class": """
class TestNet:
    @classmethod
    def setup_method(cls):
        cls.net, cls.more = nn.Linear(2, 2), 1

    def test_it(self):
        type(self).later = self.net
        TestNet.test_more = TestNet.test_it
""",
}


@pytest.mark.parametrize("name", FAULTS)
def test_is_no_fault(name: str) -> None:
    text = HEAD + "import itertools\nfrom functools import reduce\n" + FAULTS[name]
    assert check_text(text, "it.py", Config()).failures == []


def test_a_folder_of_a_package_is_not_the_standard_library(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    (folder / "logging").mkdir(parents=True)
    for init in (folder / "__init__.py", folder / "logging" / "__init__.py"):
        init.write_text("")
    text = HEAD + "import logging\n\nlogger = logging.getLogger(__name__)\nnn.Linear(2, 3)(torch.ones(4))\n"
    (found,) = check_text(text, str(folder / "model.py"), Config()).findings
    assert found.code == "SHP102"


def test_what_is_not_understood_at_the_top_of_a_module_hides_nothing() -> None:
    """Working modules define what they define, whatever a decorator or a default does that is not understood."""
    text = (
        HEAD
        + """
from somewhere import validated


@validated
def interval(low, high):
    def inner(value):
        return value

    return inner


def documented(cls):
    def args_of(classes: object | list[object]) -> dict:
        if isinstance(classes, list | tuple):
            return {}
        return classes.__dict__

    args_of([cls])
    if {"a": 1}.keys() & {"b": 2}.keys():
        raise ValueError("twice")
    cls.registry["missing"]
    return cls


@documented
class Net(nn.Module):
    registry = {}
    rate: float = interval(low=0.0, high=1.0)(default=0.02)

    def forward(self, x):
        return nn.Linear(2, 3)(torch.ones(4))
"""
    )
    assert [f.code for f in check_source(text)] == ["SHP102"]


@pytest.mark.parametrize("kind", ["list | tuple", "(list, tuple)", "list | tuple | str"])
def test_unions_are_asked_as_tuples_are(kind: str) -> None:
    text = HEAD + f"nn.Linear(2, 3)(torch.ones(3 if isinstance([1], {kind}) else 2))\n"
    assert [f.code for f in check_source(text)] == ["SHP102"]
