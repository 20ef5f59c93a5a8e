# symbolic
"""What comparisons of `ndim` say of the rank."""

import torch
from torch import nn


def structure(image):
    if image.ndim not in (4, 5):
        raise ValueError("images of four or five axes")
    rank = image.ndim - 2
    if rank < 1:
        kernel = torch.ones(1)
    else:
        kernel = torch.ones(3, 3)
    reveal_shape(kernel)  # (3, 3)
    return kernel.shape[1]


def flags(x):
    assert x.dim() > 2
    wide = torch.ones(3) if x.ndim <= 2 else torch.ones(4)
    reveal_shape(wide)  # (4,)
    return wide


class Batched(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3, padding=1)

    def forward(self, x):
        if x.dim() == 3:
            x = x.unsqueeze(0)
        if x.dim() == 3:
            raise ValueError("one image too few")
        y = self.conv(x)
        reveal_shape(y.ndim)  # 4
        return y
