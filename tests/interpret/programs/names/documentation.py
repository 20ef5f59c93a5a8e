"""Objects have their documentation, and whatever else every object has, before `__getattr__` is asked."""

import torch


class Store:
    """What is kept."""

    def __init__(self, name):
        self.__doc__ = f"{name}: {self.__doc__ or ''}".strip()
        self.kept = {}

    def add(self, name, value):
        self.kept[name] = value
        self.__doc__ += f"``{name}``"

    def __getattr__(self, name):
        if name in self.kept:
            return self.kept[name]
        raise AttributeError(name)


store = Store("sizes")
store.add("wide", 16)
reveal_shape(torch.rand(store.wide, 2))  # (16, 2)
