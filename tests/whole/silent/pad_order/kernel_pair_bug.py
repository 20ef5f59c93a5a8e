import torch
from torch import nn
import torch.nn.functional as F


class FactorisedConv(nn.Module):
    def __init__(self, cin, cout, kernel_size=(3, 7)):
        super().__init__()
        self.kernel_size = kernel_size
        self.conv = nn.Conv2d(cin, cout, kernel_size)

    def forward(self, x):
        kh, kw = self.kernel_size
        x = F.pad(x, (kh // 2, kh // 2, kw // 2, kw // 2))  # warning: [pad-order]
        return self.conv(x)


# What torch says of it.
def claim():
    size = FactorisedConv(4, 4)(torch.zeros(1, 4, 20, 20)).shape[2:]
    return size == (24, 16)
