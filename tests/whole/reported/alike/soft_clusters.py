"""Each position shares itself out among clusters, and each cluster sums over the positions: both on purpose."""

import torch
from torch import nn
from torch.nn import functional as F


class SoftClusters(nn.Module):
    def __init__(self, channels=32, clusters=12):
        super().__init__()
        self.assign = nn.Conv2d(channels, clusters, 1)
        self.centres = nn.Parameter(torch.randn(clusters, channels))

    def forward(self, x):
        b, c, h, w = x.shape
        x = F.normalize(x, dim=1)
        features = x.view(b, c, -1)
        share = F.softmax(self.assign(x).view(b, self.centres.size(0), -1), dim=1)
        summed = torch.bmm(features, share.permute(0, 2, 1)).transpose(1, 2)
        residual = summed - share.sum(dim=-1, keepdim=True) * self.centres
        return F.normalize(residual, dim=2).flatten(1)


torch.manual_seed(0)
out = SoftClusters()(torch.randn(2, 32, 9, 11))
