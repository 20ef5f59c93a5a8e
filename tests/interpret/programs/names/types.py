"""What a value is: isinstance, type, callable, hasattr, and classes used as conditions."""

import collections.abc
import dataclasses
import numbers

import torch
from torch import nn


def pair(value):
    if isinstance(value, (tuple, list)):
        return tuple(value)
    return (value, value)


def to_tuple(x, n):
    if isinstance(x, collections.abc.Iterable) and not isinstance(x, str):
        return tuple(x)
    return tuple([x] * n)


reveal_shape((pair(3), pair([1, 2])))  # ((3, 3), (1, 2))
reveal_shape((to_tuple(3, 3), to_tuple((1, 2), 3)))  # ((3, 3, 3), (1, 2))
layers = [nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Linear(4, 5), nn.Sequential(nn.Linear(1, 1))]
reveal_shape([isinstance(layer, (nn.Linear, nn.Conv2d)) for layer in layers])  # [True, False, True, False]
reveal_shape([type(layer) == nn.Sequential for layer in layers])  # [False, False, False, True]
reveal_shape(issubclass(nn.Linear, nn.Module) and isinstance(layers[0], nn.Module))  # True


@dataclasses.dataclass
class Stage:
    depth: int = 2


class Stages:
    def __iter__(self):
        return iter([Stage()])


abstract = (collections.abc.Sequence, collections.abc.Mapping, collections.abc.Iterable, collections.abc.Callable)
reveal_shape([isinstance(Stage(), kind) for kind in abstract])  # [False, False, False, False]
reveal_shape([isinstance(Stages(), kind) for kind in abstract])  # [False, False, True, False]
reveal_shape([isinstance(layers[0], kind) for kind in abstract])  # [False, False, False, True]
reveal_shape([isinstance(nn.ModuleList(layers), kind) for kind in abstract])  # [False, False, True, True]
x = torch.zeros(2, 3)
reveal_shape((torch.is_tensor(x), isinstance(x, torch.Tensor), isinstance(2.0, int), callable(len)))  # (True, True, False, True)
reveal_shape(isinstance(3, numbers.Number) and isinstance(True, int))  # True


def collect(module, kind):
    found = []
    for child in module.children():
        if isinstance(child, kind):
            found.append(child)
        else:
            found.extend(collect(child, kind))
    return found


net = nn.Sequential(nn.Linear(1, 2), nn.Sequential(nn.ReLU(), nn.Linear(2, 3)))
reveal_shape([layer.out_features for layer in collect(net, nn.Linear)])  # [2, 3]


def first(x):
    if isinstance(x, dict):
        return x["out"]
    if isinstance(x, (list, tuple)):
        return x[0]
    return x


reveal_shape([first(v) for v in (x, [x[0]], {"out": x.T})])  # [(2, 3), (3,), (3, 2)]
for name, module in net.named_modules():
    if isinstance(module, nn.Linear):
        reveal_shape((name, module.in_features))  # ('0', 1); ('1.1', 2)
reveal_shape(layers[0].__class__.__name__)  # 'Conv2d'
reveal_shape(getattr(x, "shape", None))  # (2, 3)
