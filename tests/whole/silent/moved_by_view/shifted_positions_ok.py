import torch
import torch.nn as nn
import torch.nn.functional as F


def relative(scores):
    """Shift the row of each query by one more than the row above: the view of a padded matrix."""
    b, h, q, k = scores.shape
    return F.pad(scores, (1, 0)).view(b, h, k + 1, q)[:, :, 1:].reshape(b, h, q, k)


class Shuffle(nn.Module):
    def __init__(self, groups=2):
        super().__init__()
        self.groups = groups

    def forward(self, x):
        b, c, h, w = x.shape
        return x.view(b, self.groups, c // self.groups, h, w).transpose(1, 2).reshape(b, c, h, w)


class Steps(nn.Module):
    def __init__(self, width=16):
        super().__init__()
        self.fc = nn.Linear(width, width)

    def forward(self, x):
        b, t, c = x.shape
        return self.fc(x.reshape(b * t, c)).view(b, t, c)


# What torch says of it.
def claim():
    scores = torch.arange(12.0).view(1, 1, 3, 4)
    return relative(scores)[0, 0, 2, 0] == 8 and Shuffle()(torch.randn(1, 4, 2, 2)).shape == (1, 4, 2, 2)
