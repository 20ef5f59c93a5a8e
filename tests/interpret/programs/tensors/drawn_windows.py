"""Windows that begin at a number drawn at random: whole ones, where the range leaves room for them."""

import random

import numpy as np
import torch

data = torch.arange(500)
codes = np.arange(500).astype(np.uint16)
starts = torch.randint(len(data) - 32, (4,))
for i in starts:
    reveal_shape(data[i : i + 32])  # (32,)
    reveal_shape(data[i + 1 : i + 33])  # (32,)
    reveal_shape(codes[i : i + 32])  # (32,)
batch = torch.stack([torch.from_numpy(codes[i : i + 8].astype(np.int64)) for i in starts])
reveal_shape(batch)  # (4, 8)
first = torch.randint(3, 100, (1,))[0]
reveal_shape(data[first - 3 : first + 1])  # (4,)
at = random.randint(0, len(data) - 32)
reveal_shape(data[at : at + 32])  # (32,)
reveal_shape(data[random.randrange(400) :].ndim)  # 1
at = random.randrange(400)
reveal_shape(codes[at : at + 100])  # (100,)
at = np.random.randint(0, 400)
reveal_shape(codes[at : at + 100])  # (100,)
at = np.random.default_rng(0).integers(len(codes) - 8)
reveal_shape(codes[at : at + 8])  # (8,)
at = torch.randint(400, (1,)).item()
reveal_shape(data[at : at + 100])  # (100,)
