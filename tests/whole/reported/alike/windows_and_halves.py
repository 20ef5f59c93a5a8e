import torch
import torch.nn.functional as F
from torch import nn


class Windows(nn.Module):
    """(b, h, w, c) in windows, the rows of a window in one sequence each."""

    def __init__(self, c=8, s=4):
        super().__init__()
        self.s, self.fc = s, nn.Linear(c, c)

    def forward(self, x):
        b, h, w, c = x.shape
        s = self.s
        x = self.fc(x)
        parts = x.view(b, h // s, s, w // s, s, c)
        rows = parts.view(-1, s, w // s * s, c)
        steps = parts.transpose(2, 3).reshape(-1, s, s, c)
        return rows, steps


def same(x, k=4, s=1):
    """SAME for one framework, and more before than behind, unlike TensorFlow's."""
    total = k - s
    return F.pad(x, (total - total // 2, total // 2))


def centred(x, k=4):
    """One more before: the window looks back."""
    return F.pad(x, (k // 2, (k - 1) // 2))


def square(img):
    """The shorter side is filled up."""
    c, h, w = img.shape
    gap = abs(h - w)
    return F.pad(img, (0, 0, 0, gap) if h < w else (0, gap))


def margin(img):
    """A border on the long side, so that it can be turned."""
    c, h, w = img.shape
    gap = abs(h - w)
    return F.pad(img, (gap, gap, gap, gap))


Windows()(torch.randn(2, 8, 12, 8))
outs = [same(torch.randn(1, 2, 9)), centred(torch.randn(1, 2, 9)), square(torch.rand(3, 5, 9)), margin(torch.rand(3, 9, 5))]
