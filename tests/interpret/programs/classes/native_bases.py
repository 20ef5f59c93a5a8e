"""Classes made of dict and list: plain ones are what they derive from, those with methods of their own hold it."""

import torch


class Sizes(list):
    """As a list is."""


class Attributes(dict):
    __getattr__ = dict.get
    __setattr__ = dict.__setitem__


class Itself(dict):
    def __init__(self, **given):
        super().__init__(given)
        self.__dict__ = self


sizes = Sizes([2, 3])
reveal_shape(torch.zeros(*sizes))  # (2, 3)
config = Attributes(width=3)
config.depth = 4
reveal_shape(config.width)  # 3
reveal_shape(config["depth"])  # 4
reveal_shape(Itself(width=5).width)  # 5
reveal_shape(len(sizes))  # 2
