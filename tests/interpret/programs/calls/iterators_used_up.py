"""Iterators give each element once: next, for, zip of one with itself, generators, classes with __next__."""

import torch
from torch import nn

xs = [torch.zeros(i) for i in range(1, 6)]
it = iter(xs)
reveal_shape(next(it))  # (1,)
for x in it:
    reveal_shape(x)  # (2,)
    break
reveal_shape([x for x in it])  # [(3,), (4,), (5,)]
reveal_shape(list(it))  # []


def gen():
    yield torch.zeros(1)
    yield torch.zeros(2)
    yield torch.zeros(3)


g = gen()
reveal_shape(next(g))  # (1,)
reveal_shape([x for x in g])  # [(2,), (3,)]
reveal_shape(next(g, None))  # None
try:
    next(g)
except StopIteration:
    reveal_shape(torch.zeros(9))  # (9,)
it = iter(range(6))
reveal_shape(list(zip(it, it)))  # [(0, 1), (2, 3), (4, 5)]
it = iter([1, 2, 3])
reveal_shape([(i, v) for i, v in enumerate(it)])  # [(0, 1), (1, 2), (2, 3)]
reveal_shape(list(it))  # []
z = zip([1, 2], [3, 4])
reveal_shape(next(z))  # (1, 3)
reveal_shape(list(z))  # [(2, 4)]
m = map(lambda v: v * 2, [1, 2, 3])
a, *rest = m
reveal_shape((a, rest))  # (2, [4, 6])
reveal_shape(sum(v for v in [1, 2, 3]))  # 6
e = (v for v in [1, 2, 3])
reveal_shape(max(e))  # 3
reveal_shape(list(e))  # []


class Count:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __iter__(self):
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i


reveal_shape([torch.zeros(c) for c in Count(3)])  # [(1,), (2,), (3,)]


class Own(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(i, i + 1) for i in range(2, 5))

    def pairs(self):
        for i, layer in enumerate(self.layers):
            yield i, layer

    def forward(self, x):
        it = iter(self.layers)
        x = next(it)(x)
        for layer in it:
            x = layer(x)
        for i, layer in self.pairs():
            reveal_shape((i, layer.out_features))  # (0, 3); (1, 4); (2, 5)
        return x


reveal_shape(Own()(torch.zeros(1, 2)))  # (1, 5)
reveal_shape(list(reversed([1, 2, 3])))  # [3, 2, 1]
r = reversed([1, 2, 3])
reveal_shape(next(r))  # 3


def chunks(seq, n):
    for i in range(0, len(seq), n):
        yield seq[i : i + n]


reveal_shape(list(chunks([1, 2, 3, 4, 5], 2)))  # [[1, 2], [3, 4], [5]]


def flat(v):
    for x in v:
        if isinstance(x, list):
            yield from flat(x)
        else:
            yield x


reveal_shape(list(flat([1, [2, [3, 4]], 5])))  # [1, 2, 3, 4, 5]
p = nn.Linear(3, 4).parameters()
reveal_shape(next(p))  # (4, 3)
reveal_shape([q for q in p])  # [(4,)]
reveal_shape(next(iter({"a": 1})))  # 'a'
reveal_shape(next((k for k, v in {"a": 1, "b": 2}.items() if v == 2), None))  # 'b'
d = dict(zip("abc", range(3)))
reveal_shape(d)  # {'a': 0, 'b': 1, 'c': 2}
k = iter(d)
reveal_shape(next(k))  # 'a'
reveal_shape([q for q in k])  # ['b', 'c']
ls = []
ls += (i for i in range(3))
reveal_shape(ls)  # [0, 1, 2]
for i, (a, b) in enumerate(zip([1, 2], [3, 4])):
    reveal_shape((i, a, b))  # (0, 1, 3); (1, 2, 4)


def two():
    x = 1
    while x < 4:
        yield x
        x += 1
    return 7


reveal_shape(tuple(two()))  # (1, 2, 3)
reveal_shape(sorted((3, 1, 2), key=lambda v: -v))  # [3, 2, 1]
reveal_shape(2 in iter([1, 2]))  # True
it = iter([1, 2, 3, 4])
for v in it:
    if v == 2:
        break
else:
    reveal_shape("no")
reveal_shape(next(it))  # 3
