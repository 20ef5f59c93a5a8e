"""What a comprehension over an unknown sequence changes: how often it does, is not known."""

import os

import torch

names = os.listdir(os.curdir)

keys = []
{name: keys.append(1) for name in names}
reveal_shape(len(keys))  # ?

kept = []
[kept.append(1) for name in names if name is not None]
reveal_shape(len(kept))  # ? or 0

all_of_them = []
[all_of_them.append(1) for name in names]
reveal_shape(len(all_of_them))  # ?

x = torch.ones(2, 3)
wide = [torch.cat([x, x], 1) for name in names if name is not None]
for one in wide:
    reveal_shape(one)  # ?
