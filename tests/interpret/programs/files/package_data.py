"""Widths that are read from a file of a package."""

import pkgutil

import torch
from torch import nn
from package.widths import read

widths = read("widths")
first = nn.Conv2d(widths["conv1"][1], widths["conv1"][0], 3)
h = first(torch.rand(2, 3, 32, 32))
reveal_shape(h)  # (2, 16, 30, 30)

text = "4,8".encode()
reveal_shape([int(n) for n in text.decode().split(",")])  # [4, 8]

elsewhere = pkgutil.get_data("torch", "version.py")
nn.Linear(len(elsewhere), 4)(torch.rand(2, len(elsewhere)))

nn.Conv2d(32, widths["conv2"][0], 3)(h)  # error: [channel-mismatch]
