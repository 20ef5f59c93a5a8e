"""Names of enclosing functions: read when called, written with nonlocal and global."""

import torch
from torch import nn

width = 8


def make(out):
    inner = out * 2

    def build(features):
        return nn.Linear(features, inner)

    inner = out * 3
    return build


reveal_shape(make(5)(width)(torch.zeros(2, width)))  # (2, 15)


def counter():
    count = 0

    def step():
        nonlocal count
        count += 4
        return count

    step()
    step()
    return count


reveal_shape(torch.zeros(counter()))  # (8,)


def widen():
    global width
    width = 32
    local = width + 1
    return local


reveal_shape(widen())  # 33
reveal_shape(nn.Linear(width, 2).in_features)  # 32

adders = [lambda x, k=k: torch.cat([x] * k) for k in (1, 2, 3)]
reveal_shape(adders[0](torch.zeros(2, 4)))  # (2, 4)
reveal_shape(adders[2](torch.zeros(2, 4)))  # (6, 4)

late = [lambda: k for k in (1, 2, 3)]
reveal_shape(late[0]())  # 3


def shadow(x):
    len = 7
    return torch.zeros(len, *x.shape)


reveal_shape(shadow(torch.zeros(2)))  # (7, 2)
reveal_shape(len([1, 2]))  # 2
