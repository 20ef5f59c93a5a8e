import torch
import torch.nn as nn


class Conv(nn.Module):
    """For kernels of any two odd numbers. Its names mislead, its arithmetic is right."""

    def __init__(self, cin, cout, kernel, dilation=(1, 1), keeps=True):
        super().__init__()
        if keeps:
            pad_width = (kernel[0] - 1) // 2 * dilation[0]
            pad_height = (kernel[1] - 1) // 2 * dilation[1]
        else:
            pad_width = pad_height = 0
        amounts = (pad_width, pad_height)
        self.conv = nn.Conv2d(cin, cout, kernel, 1, amounts, dilation)

    def forward(self, x):
        return self.conv(x)


# What torch says of it.
def claim():
    return Conv(2, 2, (3, 5))(torch.zeros(1, 2, 20, 30)).shape == (1, 2, 20, 30)
