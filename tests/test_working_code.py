"""Working code that was once taken for wrong: each program is the general pattern, and must stay silent."""

from __future__ import annotations

import pytest

from shapelint.check import check_source

HEAD = "import torch\nimport torch.nn.functional as F\nfrom torch import nn\n\n"

PROGRAMS = {
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
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_is_silent(name: str) -> None:
    assert [f"{f.span.start.row}: {f.message}" for f in check_source(HEAD + PROGRAMS[name])] == []
