"""Which return is reached, what a function without one gives, and lambdas that choose."""

import torch
from torch import nn


def pick(x, mode="flat"):
    if mode == "flat":
        return x.flatten()
    if mode == "mean":
        return x.mean(dim=(-2, -1))
    x = x.sum(0)


x = torch.zeros(2, 3, 4)
reveal_shape(pick(x))  # (24,)
reveal_shape(pick(x, "mean"))  # (2,)
reveal_shape(pick(x, "other"))  # None


def search(items, wanted):
    for index, item in enumerate(items):
        if item == wanted:
            return index
    else:
        return -1


reveal_shape((search([5, 6, 7], 6), search([5], 1)))  # (1, -1)


def finish(x):
    try:
        return x.view(2, 12)
    finally:
        x = None


reveal_shape(finish(x))  # (2, 12)


def several(x):
    return x, x.transpose(1, 2), {"pooled": x.mean(1)}


a, b, c = several(x)
reveal_shape((a, b))  # ((2, 3, 4), (2, 4, 3))
reveal_shape(c["pooled"])  # (2, 4)
layer = (lambda wide: nn.Linear(4, 9) if wide else nn.Linear(4, 2))(True)
reveal_shape(layer(x))  # (2, 3, 9)
