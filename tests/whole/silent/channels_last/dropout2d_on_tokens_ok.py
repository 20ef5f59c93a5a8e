import torch
import torch.nn as nn


class ConvMixerLike(nn.Module):
    def __init__(self, dim=6):
        super().__init__()
        self.lin = nn.Linear(3, dim)
        self.drop = nn.Dropout(0.5)

    def forward(self, img):
        x = img.permute(0, 2, 3, 1)
        x = self.lin(x)
        x = self.drop(x)
        return x.permute(0, 3, 1, 2)


# What torch says of it.
def claim():
    y = ConvMixerLike()(torch.rand(1, 3, 12, 9))
    rows = (y == 0).all(dim=3).all(dim=1)[0]
    return not bool(rows.any())
