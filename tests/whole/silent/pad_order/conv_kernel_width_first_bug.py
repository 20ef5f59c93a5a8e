import torch
from torch import nn


class EEGTemporal(nn.Module):
    def __init__(self, kernel_height=1, kernel_width=25, filters=10):
        super().__init__()
        self.conv = nn.Conv2d(
            1,
            filters,
            kernel_size=(kernel_width, kernel_height),  # warning: [pad-order]
        )

    def forward(self, x):
        return self.conv(x)


# What torch says of it.
def claim():
    y = EEGTemporal()(torch.zeros(1, 1, 32, 300))
    return y.shape[2:] == (8, 300)
