import torch
import torch.nn as nn
import torch.nn.functional as F


class Blur(nn.Module):
    def __init__(self, channels, kernel_size=(5, 3)):
        super().__init__()
        self.pad = tuple(k // 2 for k in kernel_size)
        kernel = torch.ones(channels, 1, *kernel_size) / (kernel_size[0] * kernel_size[1])
        self.register_buffer("kernel", kernel)

    def forward(self, x):
        p = self.pad[::-1]
        x = F.pad(x, (p[0], p[0], p[1], p[1]), mode="replicate")
        return F.conv2d(x, self.kernel, groups=x.shape[1])


# What torch says of it.
def claim():
    size = Blur(3)(torch.rand(1, 3, 12, 12)).shape[2:]
    return size == (12, 12)
