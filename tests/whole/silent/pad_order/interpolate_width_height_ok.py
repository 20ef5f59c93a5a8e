import torch
import torch.nn.functional as F


class Head(torch.nn.Module):
    def __init__(self, c, classes):
        super().__init__()
        self.down = torch.nn.Conv2d(c, 16, 3, stride=2, padding=1)
        self.out = torch.nn.Conv2d(16, classes, 1)

    def forward(self, x):
        h, w = x.size(2), x.size(3)
        y = self.out(self.down(x))
        return F.interpolate(y, size=(h, w), mode="bilinear", align_corners=False)


# What torch says of it.
def claim():
    size = Head(3, 2)(torch.zeros(1, 3, 48, 64)).shape[2:]
    return size == (48, 64)
