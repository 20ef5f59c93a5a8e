"""A feature pyramid over a small backbone, with one shared head for every level."""

from collections import OrderedDict

import torch
import torch.nn.functional as F
from torch import nn


class Backbone(nn.Module):
    def __init__(self, widths=(16, 24, 32, 48)):
        super().__init__()
        self.stem = nn.Conv2d(3, widths[0], 3, 2, 1)
        self.stages = nn.ModuleList()
        for cin, cout in zip(widths[:-1], widths[1:]):
            self.stages.append(nn.Sequential(
                nn.Conv2d(cin, cout, 3, stride=2, padding=1, bias=False),
                nn.BatchNorm2d(cout),
                nn.ReLU(),
            ))
        self.widths = list(widths[1:])

    def forward(self, x):
        x = F.relu(self.stem(x))
        levels = OrderedDict()
        for i, stage in enumerate(self.stages):
            x = stage(x)
            levels[f"level{i}"] = x
        return levels


class Pyramid(nn.Module):
    """Brings all levels to one width, and adds to each what the coarser ones know."""

    def __init__(self, widths, width, coarser=True):
        super().__init__()
        self.across = nn.ModuleList(nn.Conv2d(w, width, 1) for w in widths)
        self.smooth = nn.ModuleList(nn.Conv2d(width, width, 3, padding=1) for _ in widths)
        self.coarser = coarser

    def forward(self, levels):
        names, maps = zip(*levels.items())
        out = {}
        above = None
        for i in reversed(range(len(maps))):
            here = self.across[i](maps[i])
            if above is not None:
                here = here + F.interpolate(above, size=here.shape[-2:], mode="nearest")
            above = here
            out[names[i]] = self.smooth[i](here)
        pyramid = [out[name] for name in names]
        if self.coarser:
            pyramid.append(F.max_pool2d(pyramid[-1], 1, 2, 0))
        return pyramid


class SharedHead(nn.Module):
    def __init__(self, width, anchors=3, classes=4):
        super().__init__()
        self.classes = classes
        self.tower = nn.Sequential(*[m for _ in range(2) for m in
                                     (nn.Conv2d(width, width, 3, padding=1), nn.ReLU())])
        self.score = nn.Conv2d(width, anchors * classes, 3, padding=1)
        self.box = nn.Conv2d(width, anchors * 4, 3, padding=1)

    @staticmethod
    def listed(maps, k):
        """(N, anchors * k, H, W) -> (N, H * W * anchors, k)"""
        n, _, h, w = maps.shape
        return maps.view(n, -1, k, h, w).permute(0, 3, 4, 1, 2).reshape(n, -1, k)

    def forward(self, pyramid):
        scores, boxes = [], []
        for level in pyramid:
            y = self.tower(level)
            scores.append(self.listed(self.score(y), self.classes))
            boxes.append(self.listed(self.box(y), 4))
        return torch.cat(scores, dim=1), torch.cat(boxes, dim=1)


class Detector(nn.Module):
    def __init__(self, width=16):
        super().__init__()
        self.backbone = Backbone()
        self.pyramid = Pyramid(self.backbone.widths, width)
        self.head = SharedHead(width)

    def forward(self, images):
        return self.head(self.pyramid(self.backbone(images)))


RUNS = [
    ("Detector", {}, [[1, 3, 96, 80]]),
    ("Detector", {"width": 8}, [[2, 3, 75, 101]]),
]
