# symbolic
"""Layers that are there any number of times: known where all are built alike, unknown where they depend on the round."""

import sys

import torch
from torch import nn

n = int(sys.argv[1])
x = torch.zeros(2, 8)


class Block(nn.Module):
    def __init__(self, width, scale=1.0, sizes=(1, 2)):
        super().__init__()
        self.scale = scale
        self.sizes = list(sizes)
        self.body = nn.Sequential(nn.Linear(width, width), nn.ReLU())

    def forward(self, x):
        return x + self.body(x) * self.scale


class Net(nn.Module):
    def __init__(self, depth, width=8):
        super().__init__()
        self.blocks = nn.ModuleList([Block(width) for _ in range(depth)])
        self.growing = nn.ModuleList([nn.Linear(8, 8 + i) for i in range(depth)])
        self.seq = nn.Sequential(*[Block(width) for _ in range(depth)])
        layers = [nn.Linear(width, 16), nn.ReLU()]
        for _ in range(depth):
            layers += [nn.Linear(16, 16), nn.ReLU()]
        layers.append(nn.Linear(16, 4))
        self.mlp = nn.Sequential(*layers)
        wide = []
        for i in range(depth):
            wide.append(nn.Linear(8, 8 + i))
        self.wide = nn.Sequential(*wide)
        stage = []
        for i in range(depth):
            stage.append(Block(width))
        self.stage = nn.ModuleList(stage)
        self.late = nn.ModuleList()
        for i in range(depth):
            self.late.append(Block(width))

    def forward(self, x):
        for block in self.blocks:
            x = block(x)
        reveal_shape(x)  # (2, 8)
        reveal_shape(self.blocks[0](x))  # (2, 8)
        reveal_shape(self.blocks[3](x))  # (2, 8)
        reveal_shape(self.blocks[-1](x))  # (2, 8)
        y = x
        for layer in self.growing:
            y = layer(x)
        reveal_shape(y)  # ?
        reveal_shape(self.growing[2](x))  # ?
        reveal_shape(self.seq(x))  # (2, 8)
        reveal_shape(self.mlp(x))  # (2, 4)
        reveal_shape(self.wide(x))  # ?
        for block in self.stage:
            x = block(x)
        reveal_shape(x)  # (2, 8)
        outs = []
        for i, block in enumerate(self.stage):
            x = block(x)
            if i > 0:
                outs.append(x)
        reveal_shape(x)  # (2, 8)
        for i, block in enumerate(self.blocks):
            if i % 2 == 0:
                x = block(x)
            else:
                x = x[:, :4]
        reveal_shape(x)  # (2, x2)
        return x


reveal_shape(Net(n)(x))  # (2, x2)
z = torch.zeros(2, 8)
for i in range(n):
    if i > 0:
        z = z[:, :-1]
    z = torch.relu(z)
reveal_shape(z)  # (2, z2)
w = torch.zeros(2, 8)
for i in range(n):
    w = torch.zeros(2, 8 + i)
reveal_shape(w)  # (2, w2)
k = 3
for i in range(n):
    k = i
reveal_shape(k)  # ?
for block in nn.ModuleList([Block(8) for _ in range(n)]):
    x = block(x)
reveal_shape(x)  # (2, 8)
found = None
for i in range(n):
    if i == 3:
        found = torch.zeros(3)
        break
reveal_shape(found)  # ?
counts = []
for i in range(n):
    counts.append(len(counts))
reveal_shape(counts)  # ?


class Sub(nn.Sequential):
    def __init__(self, depth):
        super().__init__(*[nn.Linear(8, 8) for _ in range(depth)])


reveal_shape(Sub(n)(x))  # (2, 8)


class Sub2(nn.Sequential):
    def __init__(self, depth):
        layers = []
        for i in range(depth):
            layers.append(nn.Linear(8 * (i + 1), 8))
        super().__init__(*layers)


reveal_shape(Sub2(n)(x))  # ?
a = b = torch.zeros(1, 2)
for i in range(n):
    a, b = b, torch.zeros(1, 3)
reveal_shape(a)  # (1, a2)
for name in ["x"] * n:
    c = torch.zeros(2)
reveal_shape(c)  # (2,)
outs = [torch.zeros(2, 3) for _ in range(n)]
reveal_shape(outs[0])  # (2, 3)
m = nn.Module()
for i in range(n):
    m.layer = nn.Linear(8, 8 + i)
reveal_shape(m.layer(torch.zeros(1, 8)))  # ?
for i in range(n):
    m.same = nn.Linear(8, 8)
reveal_shape(m.same(torch.zeros(1, 8)))  # (1, 8)
for i in range(n):
    setattr(m, f"layer{i}", nn.Linear(8, 9))
reveal_shape(m.same(torch.zeros(1, 8)))  # (1, 8)
reveal_shape(m.layer0(torch.zeros(1, 8)))  # (1, 9)
