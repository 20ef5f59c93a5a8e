import torch
import torch.nn as nn


class PatchMerging(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.pool = nn.MaxPool2d(2)
        self.reduction = nn.Linear(dim // 2, dim)

    def forward(self, x):
        # x: (B, H, W, C)
        x = self.pool(x)  # warning: [channels-last]
        return self.reduction(x)


# What torch says of it.
def claim():
    y = PatchMerging(16)(torch.zeros(1, 8, 8, 16))
    return y.shape == (1, 8, 4, 16)
