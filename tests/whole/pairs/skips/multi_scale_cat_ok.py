import torch
import torch.nn as nn


class MultiScale(nn.Module):
    def __init__(self, c=12):
        super().__init__()
        self.small = nn.Conv2d(c, c, 3, padding=1)
        self.medium = nn.Conv2d(c, c, 5, padding=2)
        self.large = nn.Conv2d(c, c, 7, padding=3)

    def forward(self, x):
        s = self.small(x)
        m = self.medium(x)
        l = self.large(x)
        return torch.cat([s, m, l], dim=1)


def test_keeps_size():
    layer = MultiScale()
    y = layer(torch.rand(1, 12, 20, 30))
    assert y.shape == (1, 36, 20, 30)


if __name__ == "__main__":
    test_keeps_size()
