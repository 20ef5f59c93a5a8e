"""U-Nets: one that pads odd sizes at its skips, and one without any padding that crops them."""

import torch
import torch.nn as nn
import torch.nn.functional as F


def two_convs(cin, cout, between=None, padding=1):
    between = between or cout
    layers = []
    for a, b in ((cin, between), (between, cout)):
        layers += [nn.Conv2d(a, b, 3, padding=padding, bias=False), nn.BatchNorm2d(b), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers)


class Rise(nn.Module):
    """Doubles the map from below, brings it to the size of the one beside it, and reads both."""

    def __init__(self, below, beside, out, learned=True):
        super().__init__()
        if learned:
            self.grow = nn.ConvTranspose2d(below, below // 2, kernel_size=2, stride=2)
            self.read = two_convs(below // 2 + beside, out)
        else:
            self.grow = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True)
            self.read = two_convs(below + beside, out, between=below)

    def forward(self, low, skip):
        low = self.grow(low)
        rows = skip.size(2) - low.size(2)
        columns = skip.size(3) - low.size(3)
        low = F.pad(low, (columns // 2, columns - columns // 2, rows // 2, rows - rows // 2))
        return self.read(torch.cat([low, skip], dim=1))


class UNet(nn.Module):
    def __init__(self, colours=3, classes=2, learned=True, base=8, levels=3):
        super().__init__()
        widths = [base << i for i in range(levels + 1)]
        self.first = two_convs(colours, base)
        self.sinks = nn.ModuleList([two_convs(a, b) for a, b in zip(widths, widths[1:])])
        self.rises = nn.ModuleList([Rise(b, a, a, learned) for a, b in reversed(list(zip(widths, widths[1:])))])
        self.last = nn.Conv2d(base, classes, kernel_size=1)

    def forward(self, x):
        skips = [self.first(x)]
        for sink in self.sinks:
            skips.append(sink(F.max_pool2d(skips[-1], 2)))
        x = skips.pop()
        for rise in self.rises:
            x = rise(x, skips.pop())
        return self.last(x)


def crop_to(x, height, width):
    top = (x.shape[-2] - height) // 2
    left = (x.shape[-1] - width) // 2
    return x[..., top:top + height, left:left + width]


class ShrinkingUNet(nn.Module):
    """No convolution pads, so that the map that comes out is smaller than the image."""

    def __init__(self, widths=(8, 16, 32), classes=2):
        super().__init__()
        self.downs, self.grows, self.ups = nn.ModuleList(), nn.ModuleList(), nn.ModuleList()
        c = 1
        for w in widths:
            self.downs.append(two_convs(c, w, padding=0))
            c = w
        for w in widths[-2::-1]:
            self.grows.append(nn.ConvTranspose2d(c, w, 2, 2))
            self.ups.append(two_convs(2 * w, w, padding=0))
            c = w
        self.out = nn.Conv2d(c, classes, 1)

    def forward(self, x):
        kept = []
        for i, down in enumerate(self.downs):
            if i > 0:
                x = F.max_pool2d(x, 2)
            x = down(x)
            kept.append(x)
        for i, (double, up) in enumerate(zip(self.grows, self.ups)):
            x = double(x)
            beside = crop_to(kept[-2 - i], *x.shape[2:])
            x = up(torch.cat((beside, x), 1))
        return self.out(x)


RUNS = [
    ("UNet", {}, [[1, 3, 64, 48]]),
    ("UNet", {"learned": False, "classes": 1}, [[2, 3, 61, 75]]),
    ("ShrinkingUNet", {}, [[1, 1, 76, 92]]),
]
