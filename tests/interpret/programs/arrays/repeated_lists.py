"""A list times a number of an array is a longer list."""

import numpy as np
import torch
from torch import nn

widths, kernels = [16, 32, 64], [3, 3, 1]
repeat = np.full((3,), 1)
repeat[:-1] *= 2
channels = sum([[width] * count for width, count in zip(widths, repeat)], [])
sizes = [k for kernel, count in zip(kernels, repeat) for k in [kernel] * count]
body = nn.Conv2d(channels[0], channels[-2], sizes[-2], padding="same")
body(torch.rand(2, channels[0], 8, 8))

reveal_shape([1, 2] * np.ones(2))  # (2,)
reveal_shape(np.array(2.0) * [1, 2])  # ?
