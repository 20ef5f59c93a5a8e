"""iter and next: what was taken is gone, and the sequence itself is untouched."""

import torch
from torch import nn

layers = [nn.Linear(2, 3), nn.Linear(3, 4), nn.Linear(4, 5)]
rest = iter(layers)
x = next(rest)(torch.zeros(1, 2))
for layer in rest:
    x = layer(x)
    reveal_shape(x)  # (1, 4); (1, 5)
reveal_shape(next(iter(layers)).out_features + next(iter(layers)).out_features)  # 6
reveal_shape(len([layer.out_features for layer in layers]))  # 3
pairs = zip([1, 2, 3], "abc")
reveal_shape(next(pairs))  # (1, 'a')
reveal_shape(list(pairs))  # [(2, 'b'), (3, 'c')]


def sizes():
    yield 4
    yield 6


made = sizes()
reveal_shape((next(made), next(made), next(made, 0)))  # (4, 6, 0)
model = nn.Sequential(*layers)
reveal_shape((next(iter(model)).in_features, next(iter(model)).in_features))  # (2, 2)
reveal_shape(next(model.parameters()))  # (3, 2)
