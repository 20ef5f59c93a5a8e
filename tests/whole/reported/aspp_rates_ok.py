from collections import OrderedDict

import torch
import torch.nn as nn
import torch.nn.functional as F


class AtrousBranch(nn.Sequential):
    def __init__(self, cin, cout, rate):
        super().__init__(
            OrderedDict(
                conv=nn.Conv2d(cin, cout, 3, padding=rate, dilation=rate, bias=False),
                bn=nn.BatchNorm2d(cout),
                relu=nn.ReLU(),
            )
        )


class ASPP(nn.Module):
    def __init__(self, cin, cout=16, rates=(2, 4, 6)):
        super().__init__()
        self.one = nn.Sequential(nn.Conv2d(cin, cout, 1, bias=False), nn.BatchNorm2d(cout), nn.ReLU())
        self.branches = nn.ModuleList([AtrousBranch(cin, cout, r) for r in rates])
        self.image = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(cin, cout, 1), nn.ReLU())
        self.project = nn.Sequential(nn.Conv2d(cout * (len(rates) + 2), cout, 1), nn.BatchNorm2d(cout), nn.ReLU())

    def forward(self, x):
        size = x.shape[-2:]
        feats = [self.one(x)]
        for branch in self.branches:
            feats.append(F.interpolate(branch(x), size=size, mode="bilinear", align_corners=False))
        feats.append(F.interpolate(self.image(x), size=size, mode="nearest"))
        return self.project(torch.cat(feats, dim=1))


class DeepLab(nn.Module):
    def __init__(self, classes=6):
        super().__init__()
        self.backbone = nn.Sequential(
            nn.Conv2d(3, 16, 3, stride=2, padding=1), nn.BatchNorm2d(16), nn.ReLU(),
            nn.Conv2d(16, 32, 3, stride=2, padding=1), nn.BatchNorm2d(32), nn.ReLU(),
        )
        self.aspp = ASPP(32)
        self.classifier = nn.Conv2d(16, classes, 1)

    def forward(self, x):
        y = self.classifier(self.aspp(self.backbone(x)))
        return F.interpolate(y, size=x.shape[2:], mode="bilinear", align_corners=False)


torch.manual_seed(0)
net = DeepLab()
logits = net(torch.rand(2, 3, 96, 128))
loss = F.cross_entropy(logits, torch.randint(0, 6, (2, 96, 128)))
loss.backward()
out = logits.detach()
