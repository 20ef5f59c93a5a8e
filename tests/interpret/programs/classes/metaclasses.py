"""What a metaclass has is read through its classes, and none of it stands among their own names."""

import torch


class Registered(type):
    known = {}

    def __call__(cls, *args):
        made = super().__call__(*args)
        cls.known[cls.__name__] = made
        return made

    def __getitem__(cls, name):
        return cls.known[name]

    def count(cls):
        return len(cls.known)


class Block(metaclass=Registered):
    def __init__(self, width):
        self.width = width


class Wide(Block):
    pass


block, wide = Block(4), Wide(8)
reveal_shape(torch.zeros(Block["Wide"].width))  # (8,)
reveal_shape(torch.zeros(Wide.count()))  # (2,)
reveal_shape("__metaclass__" in vars(block))  # False
