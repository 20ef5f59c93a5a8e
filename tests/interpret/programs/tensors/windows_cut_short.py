# symbolic
"""Windows that may be cut at an end, or begin before the front: of unknown length."""

import random

import torch

data = torch.arange(500)
for i in torch.randint(len(data), (4,)):
    reveal_shape(data[i : i + 32])  # (n,)
    break
late = torch.randint(400, (1,))[0]
reveal_shape(data[late - 1 : late + 3])  # (n2,)
other = torch.randint(400, (1,))[0]
reveal_shape(data[late : other + 3])  # (n3,)
late = random.randint(0, 400)
reveal_shape(data[late : late + 101])  # (n4,)
late = random.randint(0, len(data) - 8 + 1)
reveal_shape(data[late : late + 8])  # (n5,)
