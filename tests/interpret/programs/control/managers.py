"""Managers of a with statement: generators that run the body where they yield, and objects that are left at its end."""

import contextlib
from contextlib import contextmanager
import torch
from torch import nn


class Net(nn.Module):
    def forward(self, x):
        return x[:, :1] if self.training else x


@contextmanager
def evaluating(net):
    was = net.training
    net.eval()
    try:
        yield net
    finally:
        net.train(was)


x = torch.zeros(2, 4)
net = Net()
with evaluating(net) as inner:
    reveal_shape(inner(x))  # (2, 4)
reveal_shape(net(x))  # (2, 1)


def use(net, x):
    with evaluating(net), torch.no_grad():
        return net(x)


reveal_shape((use(net, x), net.training))  # ((2, 4), True)
for i in range(3):
    with evaluating(net):
        if i == 1:
            break
reveal_shape((i, net.training))  # (1, True)


@contextlib.contextmanager
def swallow():
    try:
        yield 1
    except ValueError:
        pass


with swallow() as one:
    raise ValueError
reveal_shape(one)  # 1


class Mode:
    def __init__(self, net):
        self.net = net

    def __enter__(self):
        self.net.eval()
        return self.net

    def __exit__(self, *args):
        self.net.train()


with Mode(net) as m:
    reveal_shape(m(x))  # (2, 4)
reveal_shape(net(x))  # (2, 1)


def early():
    with Mode(net):
        return net(x)


reveal_shape((early(), net(x)))  # ((2, 4), (2, 1))


class Own(nn.Module):
    @contextmanager
    def wide(self, n):
        self.n = n
        yield
        self.n = 1

    def forward(self, x):
        with self.wide(3):
            y = x[:, : self.n]
        return y, x[:, : self.n]


reveal_shape(Own()(x))  # ((2, 3), (2, 1))
try:
    with Mode(net):
        raise KeyError("a")
except KeyError:
    reveal_shape(net(x))  # (2, 1)
with contextlib.suppress(ValueError):
    raise ValueError
reveal_shape(x)  # (2, 4)
