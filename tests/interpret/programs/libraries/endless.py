"""Generators that never end: who asks decides how often."""

import torch
from torch import nn
from torch.utils.data import DataLoader, IterableDataset


class Drawn(IterableDataset):
    def __iter__(self):
        while True:
            yield torch.randn(3, 8), 1


def batches(rows):
    while True:
        yield torch.randn(rows, 8)


net = nn.Linear(8, 2)
for number, (x, y) in enumerate(DataLoader(Drawn(), batch_size=4)):
    reveal_shape(net(x))  # (4, 3, 2)
    if number > 3:
        break
for number, x in enumerate(batches(5)):
    reveal_shape(net(x))  # (5, 2)
    if number > 3:
        break
reveal_shape(next(batches(7)))  # (7, 8)
