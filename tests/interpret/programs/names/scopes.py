"""Where a name is looked for: class bodies are no scope of their methods, comprehensions have their own."""

import torch
from torch import nn

size = 3


class Holder:
    size = 5
    doubled = size * 2
    grid = [[0] * size for _ in range(2)] if False else doubled

    def outer(self):
        return size

    def own(self):
        return self.size


holder = Holder()
reveal_shape((holder.outer(), holder.own(), holder.doubled, Holder.grid))  # (3, 5, 10, 10)

i = 100
squares = [i * i for i in range(4)]
reveal_shape((i, squares))  # (100, [0, 1, 4, 9])

for i in range(3):
    pass
reveal_shape(i)  # 2

if (n := len(squares)) > 3:
    reveal_shape(torch.zeros(n, n))  # (4, 4)

a = b = [1]
b.append(2)
reveal_shape(a)  # [1, 2]
a, b = 6, 7
a, b = b, a
reveal_shape((a, b))  # (7, 6)


def default(x, sizes=(size, size + 1)):
    return x.new_zeros(sizes)


size = 50
reveal_shape(default(torch.zeros(1)))  # (3, 4)
