# symbolic
"""Loops whose length nobody knows: what each round keeps is known afterwards, what grows is not."""

import sys

import torch
from torch import nn

n = int(sys.argv[1])
x = torch.zeros(2, 8)
layer = nn.Linear(8, 8)
for _ in range(n):
    x = layer(x)
reveal_shape(x)  # (2, 8)
grown = torch.zeros(1, 4)
for _ in range(n):
    grown = torch.cat([grown, grown[:, :1]], dim=1)
reveal_shape(grown)  # (1, grown2)
while x.sum() > n:
    x = torch.relu(x) * 0.5
reveal_shape(x)  # (2, 8)
net = nn.Sequential(*[nn.Linear(8, 8) for _ in range(n)])
reveal_shape(net(x))  # (2, 8)
for batch, target in sys.modules["loader"].loader:
    y = layer(x)
    loss = nn.functional.mse_loss(y, torch.zeros(2, 8))
reveal_shape(y)  # (2, 8)
for one in [x for _ in range(n)]:
    last = torch.relu(one)
reveal_shape(one)  # (2, 8)
for index, one in enumerate([torch.zeros(3, index + 1) for index in range(n)]):
    last = torch.relu(one)
reveal_shape(one.shape[-1])  # one.shape[-1]


def smoothed(x, count):
    """What a round makes of x is laid out in memory as nobody knows of the x before it."""
    for _ in range(count):
        x = torch.sigmoid(x)
    return x


reveal_shape(smoothed(nn.functional.mse_loss(torch.zeros(2, 3), torch.zeros(2, 3)), len(sys.argv)))  # ()
reveal_shape(smoothed(torch.zeros(4, 3).expand(2, 4, 3), len(sys.argv)))  # (2, 4, 3)
picture = torch.zeros(64, 2)
for i in range(n):
    picture = torch.zeros(4, 4).narrow(0, 0, 1)
reveal_shape(picture)  # (picture3, picture4)
for pool in nn.ModuleList([nn.AdaptiveAvgPool2d(1) for _ in range(n)]):
    picture = pool(picture)
nn.MaxPool2d(2)(picture)  # error: [wrong-rank]
steps = torch.zeros(3, 9)
for i in range(n):
    nn.Linear(9, 2)(steps)
    steps = torch.zeros(3, 4)
    steps = nn.Linear(4, 5)(steps)
nn.Linear(7, 2)(steps)
