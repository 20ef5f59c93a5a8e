"""What the models share."""

from torch import nn

ACTIVATIONS = {"relu": nn.ReLU, "silu": nn.SiLU, "none": nn.Identity}


def half(kernel):
    """The padding that keeps the size under an odd kernel."""
    return kernel // 2 if isinstance(kernel, int) else tuple(k // 2 for k in kernel)


class Unit(nn.Module):
    def __init__(self, cin, cout, kernel=1, stride=1, act="silu"):
        super().__init__()
        self.conv = nn.Conv2d(cin, cout, kernel, stride, half(kernel), bias=False)
        self.norm = nn.BatchNorm2d(cout)
        self.act = ACTIVATIONS[act]()

    def forward(self, x):
        return self.act(self.norm(self.conv(x)))
