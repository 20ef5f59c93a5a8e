"""gymnasium.spaces: what is observed, and what can be done."""

import numpy as np
from shapelint.stand_in import known, unknown


class Space:
    def __init__(self, shape=None, dtype=None, seed=None):
        self.shape = shape
        self.dtype = dtype

    def sample(self, mask=None, probability=None):
        return unknown("an element of a space")

    def seed(self, seed=None):
        pass

    def contains(self, x):
        return unknown("whether it is in the space")


class Box(Space):
    def __init__(self, low, high, shape=None, dtype="float32", seed=None):
        if shape is None:
            shape = low.shape if hasattr(low, "shape") else high.shape if hasattr(high, "shape") else (1,)
        self.shape = tuple(shape) if known(shape) else shape
        self.dtype = dtype
        self.low = np.zeros(self.shape, dtype=dtype)
        self.high = np.zeros(self.shape, dtype=dtype)

    def sample(self, mask=None, probability=None):
        return np.zeros(self.shape, dtype=self.dtype)


class Discrete(Space):
    def __init__(self, n, seed=None, start=0, dtype="int64"):
        self.n = n
        self.start = start
        self.shape = ()
        self.dtype = "int64"

    def sample(self, mask=None, probability=None):
        return 0


class MultiDiscrete(Space):
    def __init__(self, nvec, dtype="int64", seed=None, start=None):
        self.nvec = np.array(nvec)
        self.shape = self.nvec.shape
        self.dtype = dtype

    def sample(self, mask=None, probability=None):
        return np.zeros(self.shape, dtype="int64")


class MultiBinary(Space):
    def __init__(self, n, seed=None):
        self.n = n
        self.shape = (n,) if isinstance(n, int) else tuple(n)
        self.dtype = "int8"

    def sample(self, mask=None, probability=None):
        return np.zeros(self.shape, dtype="int8")


class Dict(Space):
    def __init__(self, spaces=None, seed=None, **kwargs):
        self.spaces = kwargs if spaces is None else spaces
        self.shape = None

    def __getitem__(self, key):
        return self.spaces[key]

    def sample(self, mask=None, probability=None):
        return {key: space.sample() for key, space in self.spaces.items()}


class Tuple(Space):
    def __init__(self, spaces, seed=None):
        self.spaces = tuple(spaces)
        self.shape = None

    def __getitem__(self, index):
        return self.spaces[index]

    def __len__(self):
        return len(self.spaces)

    def sample(self, mask=None, probability=None):
        return tuple([space.sample() for space in self.spaces])
