"""Properties, static and class methods, __call__, __getattr__, __getitem__, __len__, and operators of one's own."""

import torch
from torch import nn


class Shape:
    default = 4

    def __init__(self, h, w):
        self._h, self.w = h, w

    @property
    def h(self):
        return self._h * 2

    @h.setter
    def h(self, value):
        self._h = value

    @staticmethod
    def square(n):
        return Shape(n, n)

    @classmethod
    def standard(cls):
        return cls(cls.default, cls.default)

    def __call__(self, channels):
        return torch.zeros(channels, self.h, self.w)

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return (self.h, self.w)[index]

    def __mul__(self, other):
        return Shape(self._h * other, self.w * other)

    def __eq__(self, other):
        return self.w == other.w

    def __iter__(self):
        yield self.h
        yield self.w

    def __contains__(self, n):
        return n == self.w


s = Shape(3, 5)
reveal_shape(s(7))  # (7, 6, 5)
s.h = 10
reveal_shape(s.h)  # 20
reveal_shape(Shape.square(2)(1))  # (1, 4, 2)
reveal_shape(Shape.standard()(1))  # (1, 8, 4)
reveal_shape((len(s), s[0], s[-1]))  # (2, 20, 5)
reveal_shape((s * 2)(1))  # (1, 40, 10)
reveal_shape(s == Shape(1, 5))  # True
reveal_shape(torch.zeros(*s))  # (20, 5)
reveal_shape(5 in s)  # True


class Proxy:
    def __init__(self, inner):
        self.inner = inner

    def __getattr__(self, name):
        return getattr(self.inner, name)


reveal_shape(Proxy(s).w)  # 5
reveal_shape(Proxy(nn.Linear(3, 4)).out_features)  # 4


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(6, 3)
        self.scale = nn.Parameter(torch.ones(3))
        self.register_buffer("mean", torch.zeros(1, 3))

    @property
    def width(self):
        return self.fc.weight.shape[0]

    def forward(self, x):
        return self.fc(x) * self.scale - self.mean


net = Net()
reveal_shape(net.width)  # 3
reveal_shape(net(torch.zeros(4, 6)))  # (4, 3)
reveal_shape(net.mean)  # (1, 3)
reveal_shape(hasattr(net, "fc") and not hasattr(net, "missing"))  # True
