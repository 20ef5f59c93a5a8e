import torch
import torch.nn as nn


class Up(nn.Module):
    """Joins the skip; valid convolutions have made the map below smaller, so the skip is cropped around its middle."""

    def __init__(self, cin, cout):
        super().__init__()
        self.up = nn.ConvTranspose2d(cin, cout, kernel_size=2, stride=2)
        self.conv = nn.Sequential(nn.Conv2d(2 * cout, cout, 3), nn.ReLU(), nn.Conv2d(cout, cout, 3), nn.ReLU())

    def forward(self, x, skip):
        x = self.up(x)
        top, left = (skip.size(2) - x.size(2)) // 2, (skip.size(3) - x.size(3)) // 2
        skip = skip[:, :, top : top + x.size(2), left : left + x.size(3)]
        return self.conv(torch.cat([skip, x], dim=1))


class Valid(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU(), nn.Conv2d(8, 8, 3), nn.ReLU())
        self.b = nn.Sequential(nn.Conv2d(8, 16, 3), nn.ReLU(), nn.Conv2d(16, 16, 3), nn.ReLU())
        self.up = Up(16, 8)

    def forward(self, x):
        a = self.a(x)
        return self.up(self.b(nn.functional.max_pool2d(a, 2)), a)


out = Valid()(torch.rand(2, 1, 64, 64)).detach()
