"""Dataclasses, named tuples and enums, which configurations are made of."""

import enum
from collections import namedtuple
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import torch
from torch import nn


@dataclass
class Config:
    width: int
    depth: int = 2
    sizes: list = field(default_factory=lambda: [4, 8])
    hidden: int = field(init=False)

    def __post_init__(self):
        self.hidden = self.width * 4

    @property
    def total(self):
        return sum(self.sizes)


@dataclass
class Larger(Config):
    heads: int = 3


config = Config(6)
reveal_shape((config.width, config.depth, config.hidden, config.total))  # (6, 2, 24, 12)
config.sizes.append(1)
reveal_shape((len(config.sizes), len(Config(1).sizes)))  # (3, 2)
larger = Larger(6, sizes=[1])
reveal_shape((larger.hidden, larger.sizes, larger.heads))  # (24, [1], 3)
reveal_shape(replace(config, width=10).hidden)  # 40
reveal_shape(nn.Linear(config.width, config.hidden)(torch.zeros(2, 6)))  # (2, 24)


class Size(NamedTuple):
    height: int
    width: int = 7


size = Size(3)
height, width = size
reveal_shape((height, width, size.width, size[0]))  # (3, 7, 7, 3)
reveal_shape(torch.zeros(*size))  # (3, 7)
Point = namedtuple("Point", ["x", "y"])
reveal_shape(torch.zeros(Point(2, y=5).y, size[1]))  # (5, 7)


class Kind(enum.Enum):
    SMALL = 1
    LARGE = 10


class Mode(str, enum.Enum):
    MEAN = "mean"
    SUM = "sum"


def build(kind):
    if kind is Kind.LARGE:
        return nn.Linear(4, 40)
    return nn.Linear(4, kind.value)


x = torch.zeros(2, 4)
reveal_shape(build(Kind.LARGE)(x))  # (2, 40)
reveal_shape(build(Kind.SMALL)(x))  # (2, 1)
reveal_shape((Kind["LARGE"].value, Kind(1).name))  # (10, 'SMALL')
reveal_shape(x.mean(1) if Mode.MEAN == "mean" else x)  # (2,)
reveal_shape([kind.value for kind in Kind])  # [1, 10]
