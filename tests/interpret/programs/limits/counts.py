"""Large but finite: what is built many times, nested deeply or counted long."""

import torch
from torch import nn

net = nn.Sequential(*[nn.Linear(8, 8) for _ in range(100)])
reveal_shape(net(torch.zeros(1, 8)))  # (1, 8)
total = 0
for n in range(1000):
    total += n % 3
reveal_shape(total)  # 999


def countdown(n):
    return 0 if n == 0 else 1 + countdown(n - 1)


reveal_shape(countdown(20))  # 20
x = torch.zeros(1, 1)
for _ in range(12):
    x = torch.cat([x, x], dim=1)
reveal_shape(x)  # (1, 4096)
layer = nn.Identity()
for _ in range(10):
    layer = nn.Sequential(layer, nn.Linear(2, 2))
reveal_shape(layer(torch.zeros(3, 2)))  # (3, 2)
