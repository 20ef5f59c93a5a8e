import torch
import torch.nn as nn


class PatchMerging(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.pool = nn.MaxPool2d(2)
        self.reduction = nn.Linear(dim, dim)

    def forward(self, x):
        # x: (B, H, W, C)
        x = self.pool(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)
        return self.reduction(x)


# What torch says of it.
def claim():
    y = PatchMerging(16)(torch.zeros(1, 8, 8, 16))
    return y.shape == (1, 4, 4, 16)
