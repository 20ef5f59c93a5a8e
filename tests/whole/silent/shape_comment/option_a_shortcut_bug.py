import torch
import torch.nn as nn
import torch.nn.functional as F


class Thinned(nn.Module):
    """Every second pixel, with channels of zeros on both sides of the old ones."""

    def __init__(self, planes=16):
        super().__init__()
        extra = planes // 2
        self.thin = lambda x: F.pad(x[:, :, ::2, ::2], (extra, extra, 0, 0))

    def forward(self, x):
        # (N, planes, H, W) -> (N, 2 * planes, H / 2, W / 2)  # warning: [shape-comment]
        return self.thin(x)


# What torch says of it.
def claim():
    y = Thinned(16)(torch.zeros(1, 16, 32, 32))
    return y.shape == (1, 16, 16, 32)
