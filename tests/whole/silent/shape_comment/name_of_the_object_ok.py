"""A size in a comment that is the object's, where a local of the same name is something else."""

import torch
from torch import nn


class Angles(nn.Module):
    def __init__(self, dim=64):
        super().__init__()
        self.dim = dim
        self.register_buffer("periods", torch.linspace(1, 2, dim // 4))

    def forward(self, coords):
        dim = self.dim // 4
        assert self.periods.numel() == dim
        angles = coords[:, :, None] / self.periods[None, None, :]
        angles = angles.flatten(1)  # (HW, dim // 2)
        return angles.tile(2)


angles = Angles()(torch.rand(49, 2))


# What torch says of it.
def claim():
    return angles.shape == (49, 64)
