"""How arguments find their parameters."""

from functools import partial

import torch
from torch import nn


def plain(x, out=4, *, scale=1):
    return nn.Linear(x.shape[-1], out * scale)(x)


x = torch.zeros(2, 6)
reveal_shape(plain(x))  # (2, 4)
reveal_shape(plain(x, 5))  # (2, 5)
reveal_shape(plain(out=3, x=x))  # (2, 3)
reveal_shape(plain(x, scale=3))  # (2, 12)


def many(*args, **kwargs):
    return len(args), sorted(kwargs)


reveal_shape(many(1, 2, *(3, 4), a=1, **{"b": 2}))  # (4, ['a', 'b'])


def through(*args, **kwargs):
    return plain(*args, **kwargs)


reveal_shape(through(x, 7, scale=2))  # (2, 14)
options = dict(out=9)
reveal_shape(through(x, **options))  # (2, 9)


def positional(a, b, /, c=1):
    return torch.zeros(a, b, c)


reveal_shape(positional(2, 3))  # (2, 3, 1)
wide = partial(plain, out=10, scale=2)
reveal_shape(wide(x))  # (2, 20)
reveal_shape(wide(x, out=1))  # (2, 2)
conv = partial(nn.Conv2d, kernel_size=3, padding=1)
reveal_shape(conv(3, 8, stride=2)(torch.zeros(1, 3, 9, 9)))  # (1, 8, 5, 5)
nested = partial(partial(positional, 4), 5)
reveal_shape(nested(c=6))  # (4, 5, 6)


def grow(x, sizes=[]):
    sizes.append(x)
    return len(sizes)


grow(1)
reveal_shape(grow(2))  # 2
