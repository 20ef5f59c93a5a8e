"""Objects that stand for blocks and sequences: with, iteration, datasets."""

from contextlib import contextmanager, nullcontext

import torch
from torch import nn
from torch.utils.data import Dataset


class Data(Dataset):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, index):
        return torch.zeros(3, 8, 8), index


data = Data(10)
image, label = data[0]
reveal_shape((image, label, len(data)))  # ((3, 8, 8), 0, 10)


class Scope:
    def __init__(self, size):
        self.size = size

    def __enter__(self):
        return torch.zeros(self.size)

    def __exit__(self, *args):
        return False


with Scope(4) as made:
    reveal_shape(made)  # (4,)


@contextmanager
def widened(x):
    yield torch.cat([x, x])


with widened(torch.zeros(2, 3)) as wide:
    reveal_shape(wide)  # (4, 3)
with nullcontext(), torch.inference_mode():
    reveal_shape(nn.Linear(3, 1)(wide))  # (4, 1)


class Pyramid(nn.Module):
    def __init__(self):
        super().__init__()
        self.levels = nn.ModuleList(nn.Conv2d(3, 4 * 2**i, 3, stride=2**i, padding=1) for i in range(3))

    def forward(self, x):
        return {f"p{i}": level(x) for i, level in enumerate(self.levels)}


outputs = Pyramid()(torch.zeros(1, 3, 16, 16))
reveal_shape(outputs["p2"])  # (1, 16, 4, 4)
reveal_shape([v.shape[1] for v in outputs.values()])  # [4, 8, 16]
