import torch
import torch.nn as nn


class Conv(nn.Module):
    """Nothing but their names says what the amounts are."""

    def __init__(self, cin, cout, kernel, pad_height, pad_width):
        super().__init__()
        amounts = (pad_width, pad_height)
        self.conv = nn.Conv2d(cin, cout, kernel, 1, amounts)  # warning: [pad-order]

    def forward(self, x):
        return self.conv(x)


# What torch says of it.
def claim():
    return Conv(2, 2, (3, 5), 1, 2)(torch.zeros(1, 2, 20, 30)).shape == (1, 2, 22, 28)
