"""What kinds of values say of themselves: their classes, lengths, copies and operators."""

import copy
import numbers
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized

import torch
import torch.nn.functional as F
from torch import nn

x = torch.zeros(2, 3)
half = x.shape[0] / 2

reveal_shape(type([]) is list)  # True
reveal_shape(type({}) is dict)  # True
reveal_shape(type(True) is bool)  # True
reveal_shape(isinstance(deque(), list))  # False
reveal_shape(isinstance(frozenset(), Sized))  # True
reveal_shape([isinstance(3, t) for t in (numbers.Number, numbers.Integral, Sequence)])  # [True, True, False]
reveal_shape([isinstance({}, t) for t in (Mapping, Iterable, Sequence)])  # [True, True, False]
reveal_shape(isinstance(x, (int, torch.Tensor)))  # True
reveal_shape(isinstance(torch.float32, str))  # False
reveal_shape([callable(f) for f in (F.relu, nn.Linear, len, nn.ReLU(), 3)])  # [True, True, True, True, False]

sizes = [1]
sizes += {2}
sizes += (3,)
reveal_shape(sizes)  # [1, 2, 3]
reveal_shape(x + half)  # (2, 3)
reveal_shape(2 - x)  # (2, 3)
reveal_shape(x == None)  # False
reveal_shape((1, 2) == [1, 2])  # False
reveal_shape(int(half) // 1)  # 1

last = deque([1, 2, 3], maxlen=2)
again = copy.deepcopy(last)
again.append(4)
reveal_shape((list(last), list(again)))  # ([2, 3], [3, 4])
found = copy.deepcopy(defaultdict(list))
found["a"].append(1)
reveal_shape(found["a"])  # [1]
reveal_shape(copy.copy(Counter("aab"))["a"])  # 2


class Width:
    def __init__(self, size):
        self.size = size

    def __add__(self, other):
        return Width(self.size + other)

    def __rmul__(self, other):
        return Width(other * self.size)

    def __bool__(self):
        return self.size > 0


reveal_shape((3 * Width(4)).size)  # 12
reveal_shape((Width(4) + 1).size)  # 5
reveal_shape(bool(Width(0)))  # False
