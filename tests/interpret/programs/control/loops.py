"""Loops over what is known: range, zip, enumerate, reversed, while, break, continue, else."""

import torch
import torch.nn.functional as F
from torch import nn

x = torch.zeros(1, 1, 64)
for n in range(1, 6, 2):
    x = torch.cat([x, x[:, :n]], 1)
    reveal_shape(x)  # (1, 2, 64); (1, 4, 64); (1, 8, 64)
for a, b in zip((1, 2, 3), "xy"):
    reveal_shape((a, b))  # (1, 'x'); (2, 'y')
for index, size in reversed(list(enumerate([4, 8]))):
    reveal_shape((index, size))  # (1, 8); (0, 4)
count = 0
while x.shape[-1] > 10:
    x = F.avg_pool1d(x, 2)
    count += 1
reveal_shape((x, count))  # ((1, 8, 8), 3)
for n in range(10):
    if n == 2:
        continue
    if n == 4:
        break
    last = n
else:
    last = 100
reveal_shape(last)  # 3
for n in []:
    last = n
else:
    last = last + 1
reveal_shape(last)  # 4
steps = 0
while True:
    steps += 1
    if steps >= 7:
        break
reveal_shape(torch.zeros(steps))  # (7,)


def unet(x, depth):
    skips = []
    for _ in range(depth):
        skips.append(x)
        x = F.max_pool2d(x, 2)
    for skip in skips[::-1]:
        x = F.interpolate(x, scale_factor=2)
        x = torch.cat([x, skip], dim=1)
        reveal_shape(x)  # (1, 4, 8, 8); (1, 6, 16, 16)
    return x


reveal_shape(unet(torch.zeros(1, 2, 16, 16), 2))  # (1, 6, 16, 16)
queue = [nn.Linear(2, 3), nn.Linear(3, 5)]
y = torch.zeros(1, 2)
while queue:
    y = queue.pop(0)(y)
reveal_shape(y)  # (1, 5)
for row in torch.zeros(2, 3, 4):
    reveal_shape(row)  # (3, 4)
for key, (low, high) in {"a": (1, 2), "b": (3, 4)}.items():
    reveal_shape((key, torch.zeros(low, high)))  # ('a', (1, 2)); ('b', (3, 4))
