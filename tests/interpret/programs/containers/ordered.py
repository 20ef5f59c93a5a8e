"""An OrderedDict is a dictionary, and a dictionary is no OrderedDict."""

from collections import OrderedDict

import torch
from torch import nn


class Outputs(OrderedDict):
    def __init__(self, **outputs):
        super().__init__(outputs)
        self.first = next(iter(self))


plain, ordered = {"x": torch.zeros(2, 3)}, OrderedDict(x=torch.zeros(2, 3))
reveal_shape(isinstance(plain, OrderedDict))  # False
reveal_shape(isinstance(ordered, OrderedDict))  # True
reveal_shape(isinstance(ordered, dict))  # True
reveal_shape(isinstance(ordered.copy(), OrderedDict))  # True
reveal_shape(type(ordered) is dict)  # False
reveal_shape(isinstance(OrderedDict.fromkeys("ab"), OrderedDict))  # True

ordered["y"] = torch.zeros(4)
ordered.move_to_end("x")
reveal_shape(ordered)  # {'y': (4,), 'x': (2, 3)}
reveal_shape({**ordered}["x"])  # (2, 3)

outputs = Outputs(x=torch.zeros(2, 3))
reveal_shape(isinstance(outputs, OrderedDict))  # True
reveal_shape(isinstance(outputs, dict))  # True
reveal_shape(outputs["x"])  # (2, 3)
reveal_shape(outputs.first)  # 'x'

layers = nn.Sequential(OrderedDict([("a", nn.Linear(3, 4)), ("b", nn.Linear(4, 5))]))
reveal_shape(layers(torch.zeros(2, 3)))  # (2, 5)


def first(x):
    """Mappings give their first, whatever class they are of."""
    if isinstance(x, OrderedDict):
        return next(iter(x.values()))
    return x["x"].T


reveal_shape(first(ordered))  # (4,)
reveal_shape(first(plain))  # (3, 2)
