"""Functions as values: passed, returned, wrapped by decorators, kept in dictionaries."""

import functools

import torch
import torch.nn.functional as F
from torch import nn


def twice(function):
    @functools.wraps(function)
    def wrapper(x, *args, **kwargs):
        return function(function(x, *args, **kwargs), *args, **kwargs)

    return wrapper


@twice
def shrink(x, by=2):
    return F.max_pool2d(x, by)


reveal_shape(shrink(torch.zeros(1, 1, 16, 16)))  # (1, 1, 4, 4)
reveal_shape(shrink(torch.zeros(1, 1, 18, 18), by=3))  # (1, 1, 2, 2)


def repeated(times):
    def decorate(function):
        def wrapper(x):
            for _ in range(times):
                x = function(x)
            return x

        return wrapper

    return decorate


@repeated(3)
def pad(x):
    return F.pad(x, (1, 1))


reveal_shape(pad(torch.zeros(2, 5)))  # (2, 11)

reduce = functools.reduce(lambda a, b: torch.cat([a, b]), [torch.zeros(2, 3)] * 3)
reveal_shape(reduce)  # (6, 3)
activations = {"relu": F.relu, "glu": F.glu, "none": lambda x: x}
reveal_shape(activations["glu"](torch.zeros(2, 8)))  # (2, 4)
reveal_shape([activations[n](torch.zeros(4)).shape for n in ("relu", "none")])  # [(4,), (4,)]
reveal_shape(list(map(lambda n: nn.Linear(n, 1).in_features, (3, 4))))  # [3, 4]
reveal_shape(sum(map(torch.numel, [torch.zeros(2, 3), torch.zeros(4)])))  # 10


def outer(x):
    def step(y, depth):
        return y if depth == 0 else step(torch.cat([y, y], dim=1), depth - 1)

    return step(x, 3)


reveal_shape(outer(torch.zeros(1, 2)))  # (1, 16)


@functools.lru_cache(maxsize=None)
def cached(n):
    return torch.zeros(n, n)


reveal_shape(cached(3))  # (3, 3)


@torch.no_grad()
def quiet(x):
    return x.flatten(1)


reveal_shape(quiet(torch.zeros(2, 3, 4)))  # (2, 12)
