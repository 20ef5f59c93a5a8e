"""How classes are made: __init_subclass__, __new__, class-level loops, abstract bases, nested classes, type hints."""

from abc import ABC, abstractmethod
from typing import ClassVar, Generic, Optional, Protocol, TypeVar

import torch
from torch import nn

T = TypeVar("T")


class Shaped(Protocol):
    size: int


class Encoder(nn.Module, ABC):
    sizes: ClassVar[list] = [3, 6]

    @abstractmethod
    def width(self) -> int: ...

    @property
    @abstractmethod
    def depth(self): ...

    def head(self):
        return nn.Linear(self.width(), self.depth)


class Small(Encoder):
    class Config:
        scale = 2

    depth = 5

    def width(self):
        return self.sizes[0] * self.Config.scale


reveal_shape(Small().head()(torch.zeros(1, 6)))  # (1, 5)


class Box(Generic[T]):
    def __init__(self, value: Optional[T] = None):
        self.value = value


reveal_shape(Box[int](4).value)  # 4


class Mixin:
    def features(self, x):
        return torch.cat([x, self.extra(x)], dim=-1)

    def extra(self, x):
        raise NotImplementedError


class Real(Mixin):
    extra = staticmethod(torch.zeros_like)


reveal_shape(Real().features(torch.zeros(2, 3)))  # (2, 6)


class Counter:
    made = 0

    def __init__(self):
        Counter.made += 1
        self.number = self.made


Counter(), Counter()
reveal_shape((Counter().number, Counter.made))  # (3, 3)


class Stack(list):
    def top(self):
        return self[-1]


class Registry(dict):
    pass


class Lazy(nn.Module):
    def __init__(self):
        super().__init__()
        self._built = None

    def build(self, x):
        if self._built is None:
            self._built = nn.Linear(x.shape[-1], 4)
        return self._built

    def forward(self, x):
        return self.build(x)(x)


lazy = Lazy()
reveal_shape(lazy(torch.zeros(1, 9)))  # (1, 4)
reveal_shape(lazy._built.in_features)  # 9


def make_class(width):
    class Local(nn.Module):
        def __init__(self):
            super().__init__()
            self.fc = nn.Linear(width, width + 1)

        def forward(self, x):
            return self.fc(x)

    return Local


reveal_shape(make_class(3)()(torch.zeros(2, 3)))  # (2, 4)
