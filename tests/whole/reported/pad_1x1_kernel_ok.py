import torch
import torch.nn.functional as F
from torch import nn


def transVI_multiscale(kernel, target_kernel_size):
    """Zero-pad a small kernel to the size of the large one, so that both can be added."""
    H_pixels_to_pad = (target_kernel_size[0] - kernel.size(2)) // 2
    W_pixels_to_pad = (target_kernel_size[1] - kernel.size(3)) // 2
    return F.pad(kernel, [W_pixels_to_pad, W_pixels_to_pad, H_pixels_to_pad, H_pixels_to_pad])


class Branches(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        self.wide = nn.Conv2d(cin, cout, (3, 5), padding=(1, 2))
        self.point = nn.Conv2d(cin, cout, 1)

    def merged(self):
        small = transVI_multiscale(self.point.weight, (3, 5))
        return small

    def forward(self, x):
        return self.wide(x) + self.point(x)


block = Branches(4, 8)
y = block(torch.rand(1, 4, 16, 16))
out = block.merged()
