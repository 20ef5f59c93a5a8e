# symbolic
import numpy as np
from torch import nn


class Cut(nn.Module):
    def forward(self, x, count):
        everything = [slice(None)] * count
        reveal_shape(everything)  # ?
        return x[tuple(everything)]


x = np.ones((2, 3))
reveal_shape([1, 2, 3] * x)  # (2, 3)
reveal_shape(x + [1, 2, 3])  # (2, 3)
reveal_shape((1, 2, 3) - x)  # (2, 3)
reveal_shape(np.add(x, [[1], [2]]))  # (2, 3)
