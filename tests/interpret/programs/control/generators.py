"""Comprehensions of all kinds, generators and what consumes them."""

import itertools

import torch
from torch import nn

widths = [4, 8, 16]
reveal_shape([w // 2 for w in widths if w > 4])  # [4, 8]
reveal_shape({w: torch.zeros(w) for w in widths})  # {4: (4,), 8: (8,), 16: (16,)}
reveal_shape(sum(w for w in widths))  # 28
reveal_shape([(a, b) for a in (1, 2) for b in range(a)])  # [(1, 0), (2, 0), (2, 1)]
reveal_shape(len({w % 8 for w in widths}))  # 2


def pairs(values):
    previous = None
    for value in values:
        if previous is not None:
            yield previous, value
        previous = value


reveal_shape(list(pairs(widths)))  # [(4, 8), (8, 16)]
net = nn.Sequential(*(nn.Linear(a, b) for a, b in pairs(widths)))
reveal_shape(net(torch.zeros(1, 4)))  # (1, 16)


def both():
    yield from pairs([1, 2])
    yield 9


reveal_shape(tuple(both()))  # ((1, 2), 9)
reveal_shape(next(iter(widths)))  # 4
reveal_shape([max(widths), min(widths, default=0), sorted(widths, reverse=True)])  # [16, 4, [16, 8, 4]]
reveal_shape(list(zip(*[(1, 2), (3, 4)])))  # [(1, 3), (2, 4)]
reveal_shape(any(w > 10 for w in widths) and all(w > 3 for w in widths))  # True
reveal_shape(list(itertools.chain([1], [2, 3])))  # [1, 2, 3]
reveal_shape(torch.cat([torch.zeros(1, w) for w in widths], dim=1))  # (1, 28)
reveal_shape([[r * c for c in range(2)] for r in range(3)])  # [[0, 0], [0, 1], [0, 2]]
reveal_shape(list(filter(lambda w: w != 8, widths)))  # [4, 16]
lengths = torch.tensor([[len(str(w)) for w in widths] for _ in range(2)])
reveal_shape(lengths)  # (2, 3)
reveal_shape(list(itertools.accumulate(widths)))  # [4, 12, 28]
reveal_shape(list(itertools.product((1, 2), "a")))  # [(1, 'a'), (2, 'a')]
