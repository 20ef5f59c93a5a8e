import torch
import torch.nn as nn

# The step up doubles the size exactly.
UP = dict(kernel_size=4, stride=2, padding=1)

decoder = nn.Sequential(
    nn.ConvTranspose2d(32, 16, **UP),  # shapelint: same
    nn.ReLU(),
    nn.Conv2d(16, 3, 3, padding=1),
)


# What torch says of it.
def claim():
    n = decoder(torch.zeros(1, 32, 8, 8)).shape[-1]
    return n == 16
