"""Two families, each under several names."""

import torch
from torch import nn

from .layers import *
from .registry import register as register_model


class Detour(nn.Module):
    """Half of the channels go through `depth` residual units, the other half past them."""

    def __init__(self, cin, cout, depth=1):
        super().__init__()
        inner = cout // 2
        self.into = Unit(cin, inner)
        self.past = Unit(cin, inner)
        self.units = nn.ModuleList([nn.Sequential(Unit(inner, inner), Unit(inner, inner, 3)) for _ in range(depth)])
        self.join = Unit(2 * inner, cout)

    def forward(self, x):
        y = self.into(x)
        for unit in self.units:
            y = y + unit(y)
        return self.join(torch.cat([y, self.past(x)], dim=1))


class WiderAndWider(nn.Module):
    """One pool applied again and again, so that each result has seen more than the one before."""

    def __init__(self, cin, cout, window=5, times=3):
        super().__init__()
        self.times = times
        self.into = Unit(cin, cin // 2)
        self.pool = nn.MaxPool2d(kernel_size=window, stride=1, padding=half(window))
        self.join = Unit((times + 1) * (cin // 2), cout)

    def forward(self, x):
        views = [self.into(x)]
        for _ in range(self.times):
            views.append(self.pool(views[-1]))
        return self.join(torch.cat(views, 1))


@register_model()
class DetourNet(nn.Module):
    # class, channels, further arguments
    layout = [
        (Unit, 8, {"kernel": 5, "stride": 2}),
        (Unit, 16, {"kernel": 3, "stride": 2}),
        (Detour, 16, {"depth": 2}),
        (Unit, 32, {"kernel": (3, 3), "stride": 2}),
        (Detour, 32, {}),
        (WiderAndWider, 32, {}),
    ]

    def __init__(self, colours=3, classes=6, deeper=1.0, wider=1.0):
        super().__init__()
        steps, c = [], colours
        for kind, channels, more in self.layout:
            more = dict(more)
            if "depth" in more:
                more["depth"] = max(round(more["depth"] * deeper), 1)
            out = int(channels * wider)
            steps.append(kind(c, out, **more))
            c = out
        self.steps = nn.Sequential(*steps)
        self.head = nn.Linear(c, classes)

    def forward(self, x):
        return self.head(self.steps(x).flatten(2).mean(-1))


@register_model("plain", widths=(8, 16), act="relu")
@register_model("plain_deep", widths=(8, 16, 24, 32), act="none")
def plain(widths, act, colours=3, classes=5):
    layers = []
    for a, b in zip((colours, *widths), widths):
        layers.append(Unit(a, b, 3, 2, act=act))
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(widths[-1], classes))
