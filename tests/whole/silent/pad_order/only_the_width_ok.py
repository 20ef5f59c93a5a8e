import torch
from torch import nn
import torch.nn.functional as F


class ReflectConv(nn.Module):
    # A row vector over the width: the height needs no border.
    def __init__(self, cin, cout):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, kernel_size=(1, 3))

    def forward(self, x):
        return self.conv(F.pad(x, (1, 1), mode="constant"))


# What torch says of it.
def claim():
    size = ReflectConv(3, 8)(torch.zeros(2, 3, 16, 16)).shape[2:]
    return size == (16, 16)
