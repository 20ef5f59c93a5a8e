"""Functions that call themselves: with an end that is known, and with one that depends on what is not known."""

import json

import torch
from torch import nn


def pair(x):
    return tuple(x) if isinstance(x, (tuple, list)) else (x, x)


def padding(kernel, stride):
    if any([isinstance(value, (tuple, list)) for value in (kernel, stride)]):
        kernel, stride = pair(kernel), pair(stride)
        return [padding(*both) for both in zip(kernel, stride)]
    return (kernel - stride + 1) // 2


def depth_of(node):
    return 1 + max((depth_of(one) for one in node), default=0)


def doubled(layers, times):
    return layers if times == 0 else doubled(nn.Sequential(layers, layers), times - 1)


class Nested(nn.Module):
    def __init__(self, depth):
        super().__init__()
        self.down = nn.Conv2d(3, 3, 3, stride=2, padding=1)
        self.inner = Nested(depth - 1) if depth else nn.Identity()

    def forward(self, x):
        down = self.down(x)
        if torch.rand(1) > 0.5:
            down = down + 1
        return self.inner(down)


reveal_shape(padding((3, 5), 1))  # [1, 2]
reveal_shape(depth_of([[], [[], [[]]]]))  # 4
reveal_shape(doubled(nn.Linear(3, 3), 12)(torch.zeros(2, 3)))  # (2, 3)
reveal_shape(Nested(9)(torch.zeros(1, 3, 2048, 2048)))  # (1, 3, 2, 2)
reveal_shape(padding(json.loads(json.dumps([3, 5])), 1))  # ?
sizes = [json.loads(json.dumps(one)) for one in ([3, 5], [1, 2])]
padding(*sizes)
reveal_shape(nn.Conv2d(3, 8, 3)(torch.zeros(1, 3, 8, 8)))  # (1, 8, 6, 6)
