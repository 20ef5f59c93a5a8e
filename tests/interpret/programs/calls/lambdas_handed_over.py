# symbolic
"""Code that is not read may call a lambda, and change what the lambda speaks of, nothing else around it."""

import torch
from elsewhere import block
from torch import nn


def build(widths):
    found, activation = [1, 2], lambda: nn.ReLU(inplace=True)
    first = block(3, activation=activation)
    reveal_shape((widths, found))  # ([4, 8], [1, 2])
    second = block(3, hook=lambda module, given, result: found.append(result))
    reveal_shape((widths, found))  # ([4, 8], ?)
    return nn.Sequential(first, second, nn.Conv2d(widths[0], widths[1], 1))


build([4, 8])
