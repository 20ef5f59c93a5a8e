import torch
from torch import nn


class WideKernel(nn.Module):
    def __init__(self, channels, kernel_size=11, dilation=3):
        super().__init__()
        same_padding = kernel_size // 2
        self.depthwise = nn.Conv2d(
            channels, channels, kernel_size,
            padding=same_padding, dilation=dilation, groups=channels)  # warning: [not-same]
        self.mix = nn.Conv2d(channels, channels, 1)

    def forward(self, x):
        return self.mix(self.depthwise(x))


# What torch says of it.
def claim():
    y = WideKernel(4)(torch.zeros(1, 4, 64, 64))
    return y.shape[-1] == 44
