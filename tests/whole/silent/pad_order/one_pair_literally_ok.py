import torch
import torch.nn as nn
import torch.nn.functional as F

PAD = (2, 2)


class Denoiser(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(1, 16, 5, padding=PAD)
        self.second = nn.Conv2d(16, 1, (1, 5))

    def forward(self, noisy):
        x = F.relu(self.first(noisy))
        x = F.pad(x, PAD, mode="constant", value=0)
        return self.second(x)


# What torch says of it.
def claim():
    size = Denoiser()(torch.zeros(1, 1, 40, 40)).shape[2:]
    return size == (40, 40)
