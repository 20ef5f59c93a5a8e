import torch
import torch.nn as nn
import torch.nn.functional as F


def multiscale(kernel, target_kernel_size):
    """Places a smaller kernel in the middle of a larger one."""
    H_pixels_to_pad = (target_kernel_size[0] - kernel.size(2)) // 2
    W_pixels_to_pad = (target_kernel_size[1] - kernel.size(3)) // 2
    return F.pad(kernel, [H_pixels_to_pad, H_pixels_to_pad, W_pixels_to_pad, W_pixels_to_pad])  # warning: [pad-order]


class DiverseBranch(nn.Module):
    """Two branches in training, one convolution afterwards."""

    def __init__(self, channels=8, kernel_size=(5, 5)):
        super().__init__()
        self.kernel_size = kernel_size
        self.large = nn.Conv2d(channels, channels, kernel_size, padding=(kernel_size[0] // 2, kernel_size[1] // 2))
        self.flat = nn.Conv2d(channels, channels, (1, 3), padding=(0, 1))

    def forward(self, x):
        return self.large(x) + self.flat(x)

    @torch.no_grad()
    def merged(self, x):
        kernel = multiscale(self.flat.weight, self.kernel_size)
        pad = ((kernel.size(2) - 1) // 2, (kernel.size(3) - 1) // 2)
        return self.large(x) + F.conv2d(x, kernel, self.flat.bias, padding=pad)[..., : x.size(2), : x.size(3)]


torch.manual_seed(0)
block = DiverseBranch()
images = torch.rand(1, 8, 12, 14)
block(images).mean().backward()
out = multiscale(block.flat.weight, (5, 5)).detach()
