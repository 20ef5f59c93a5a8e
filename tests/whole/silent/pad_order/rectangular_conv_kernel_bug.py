import torch
import torch.nn as nn


class InceptionC(nn.Module):
    def __init__(self, in_channels, c7):
        super().__init__()
        self.branch1x1 = nn.Conv2d(in_channels, 24, kernel_size=1)
        self.branch7x7 = nn.Sequential(
            nn.Conv2d(in_channels, c7, kernel_size=1),
            nn.Conv2d(c7, c7, kernel_size=(1, 7), padding=(3, 0)),  # warning: [pad-order]
            nn.ReLU(),
        )

    def forward(self, x):
        return self.branch7x7(x)


# What torch says of it.
def claim():
    size = InceptionC(8, 4)(torch.zeros(1, 8, 17, 17)).shape[2:]
    return size == (23, 11)
