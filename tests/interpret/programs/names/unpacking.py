"""Taking sequences apart: nested, starred, in loops and from shapes."""

import torch

x = torch.zeros(2, 3, 8, 16)
B, C, H, W = x.shape
reveal_shape((B, C, H, W))  # (2, 3, 8, 16)
batch, *rest = x.shape
reveal_shape(rest)  # [3, 8, 16]
*lead, last = x.size()
reveal_shape((lead, last))  # ([2, 3, 8], 16)
first, *_, end = x.shape
reveal_shape(first * end)  # 32
(a, b), [c, d] = (1, 2), [3, 4]
reveal_shape(torch.zeros(a, b, c, d))  # (1, 2, 3, 4)
for index, (low, high) in enumerate([(1, 2), (3, 5)]):
    reveal_shape(torch.zeros(index + low, high))  # (1, 2); (4, 5)
left, right = x.chunk(2, dim=-1)
reveal_shape((left, right))  # ((2, 3, 8, 8), (2, 3, 8, 8))
parts = [*x.split([1, 2], dim=1), x]
reveal_shape([part.size(1) for part in parts])  # [1, 2, 3]
reveal_shape(torch.zeros(*x.shape[:2], -1 + x.ndim))  # (2, 3, 3)
rows = [torch.zeros(3, 5), torch.zeros(3, 5)]
one, two = rows
stacked = torch.stack([*rows, one])
reveal_shape(stacked)  # (3, 3, 5)
p, q, r = stacked
reveal_shape(q)  # (3, 5)
settings = {**{"a": 1, "b": 2}, "b": 3}
reveal_shape(settings)  # {'a': 1, 'b': 3}
