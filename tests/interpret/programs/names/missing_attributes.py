"""What an object surely lacks: except AttributeError, getattr with a default, hasattr; __getattr__ and __setattr__."""

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, pool=False):
        super().__init__()
        self.fc = nn.Linear(3, 4)
        if pool:
            self.pool = nn.Linear(4, 2)

    def forward(self, x):
        try:
            return self.pool(self.fc(x))
        except AttributeError:
            return self.fc(x)


x = torch.zeros(2, 3)
reveal_shape(Net()(x))  # (2, 4)
reveal_shape(Net(True)(x))  # (2, 2)
net = Net()
reveal_shape((hasattr(net, "pool"), hasattr(net, "fc"), hasattr(net, "state_dict"), hasattr(net, "forward")))  # (False, True, True, True)
reveal_shape(getattr(net, "pool", 5))  # 5
reveal_shape((hasattr(net.fc, "weight"), hasattr(net.fc, "kernel_size"), hasattr(nn.ReLU(), "weight"), getattr(net.fc, "gain", 1)))  # (True, False, False, 1)
reveal_shape((hasattr([], "__getitem__"), hasattr([], "shape"), hasattr("a", "lower"), hasattr(1, "shape"), hasattr(x, "shape"), hasattr(x, "tensors")))  # (True, False, True, False, True, False)


class Plain:
    kind = "a"

    def __init__(self):
        self.a = 1


p = Plain()
try:
    y = torch.zeros(p.b)
except AttributeError:
    y = torch.zeros(p.a)
reveal_shape(y)  # (1,)
del p.a
reveal_shape(hasattr(p, "a"))  # False
reveal_shape((hasattr(Plain, "kind"), hasattr(Plain, "other"), getattr(Plain, "other", 3)))  # (True, False, 3)


class Wrapper(nn.Module):
    def __init__(self, module):
        super().__init__()
        self.module = module

    def __getattr__(self, name):
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(self.module, name)


w = Wrapper(Net(True))
reveal_shape(w.pool.out_features)  # 2
reveal_shape((hasattr(w, "pool"), hasattr(w, "nothing")))  # (True, False)


class Config(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name)

    def __setattr__(self, name, value):
        self[name] = value


class Cfg:
    def __init__(self, **kw):
        self.__dict__.update(kw)


c = Cfg(dim=7)
reveal_shape(torch.zeros(c.dim))  # (7,)
reveal_shape(getattr(c, "depth", 2))  # 2
reveal_shape(hasattr(c, "dim"))  # True


class Lazy:
    def __getattr__(self, name):
        if name == "big":
            self.big = 6
            return 6
        raise AttributeError(name)


l = Lazy()
reveal_shape((l.big, getattr(l, "small", 0), hasattr(l, "small")))  # (6, 0, False)


class Guard(nn.Module):
    def __setattr__(self, name, value):
        if name == "size":
            value = value * 2
        super().__setattr__(name, value)


g = Guard()
g.size = 4
g.lin = nn.Linear(2, g.size)
reveal_shape(g.lin(torch.zeros(1, 2)))  # (1, 8)


class Frozen:
    def __init__(self, n):
        object.__setattr__(self, "n", n)

    def __setattr__(self, name, value):
        raise TypeError("frozen")


f = Frozen(5)
try:
    f.n = 6
except TypeError:
    pass
reveal_shape(f.n)  # 5


class Borg:
    shared = {}

    def __init__(self):
        self.__dict__ = self.shared


b1, b2 = Borg(), Borg()
b1.x = 3
reveal_shape(b2.x)  # 3


class Prop:
    @property
    def size(self):
        if not hasattr(self, "_size"):
            self._size = 9
        return self._size


reveal_shape(Prop().size)  # 9


def size_of(v):
    try:
        return v.shape[0]
    except AttributeError:
        return len(v)


reveal_shape((size_of(x), size_of([1, 2, 3])))  # (2, 3)
x.extra = 3
reveal_shape(x.extra)  # 3
net.fc.register_buffer("mask", torch.zeros(4))
reveal_shape((hasattr(net.fc, "mask"), hasattr(net.fc, "masks")))  # (True, False)
reveal_shape(torch.zeros(getattr(torch, "nothing_like_it", 3) if False else 2))  # (2,)


def tag(fn):
    fn.tag = 4
    return fn


@tag
def fun():
    return 1


reveal_shape((fun.tag, hasattr(fun, "tag"), hasattr(fun, "label")))  # (4, True, False)
reveal_shape(net.__class__.__name__)  # 'Net'


class Marked(nn.Sequential):
    pass


layers = nn.Sequential(Marked(nn.Conv2d(3, 8, 3)), Marked(nn.Conv2d(8, 16, 3)), Marked(nn.Conv2d(16, 4, 3)))
layers[1]._is_wide = True
wide = [index for index, layer in enumerate(layers) if getattr(layer, "_is_wide", False)]
reveal_shape(layers[: wide[0] + 1](torch.rand(1, 3, 9, 9)))  # (1, 16, 5, 5)
