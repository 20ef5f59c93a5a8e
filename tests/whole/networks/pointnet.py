"""PointNet: points are turned by small networks before they are read; for whole shapes and for parts."""

import torch
import torch.nn as nn
import torch.nn.functional as F


def shared(*widths):
    """The same layers for every point."""
    layers = []
    for a, b in zip(widths, widths[1:]):
        layers += [nn.Conv1d(a, b, 1), nn.BatchNorm1d(b), nn.ReLU()]
    return nn.Sequential(*layers)


class Turn(nn.Module):
    """A k x k matrix for each cloud, the identity plus what the network says."""

    def __init__(self, k=3):
        super().__init__()
        self.k = k
        self.read = shared(k, 16, 32, 64)
        self.matrix = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, k * k))

    def forward(self, points):
        most = torch.max(self.read(points), 2, keepdim=True)[0].view(-1, 64)
        same = torch.eye(self.k).flatten().repeat(points.size(0), 1)
        return (self.matrix(most) + same).view(-1, self.k, self.k)


class Cloud(nn.Module):
    """points: (N, 3, count) -> one vector for each cloud, or for each point with the cloud's beside its own"""

    def __init__(self, each_point=False, turn_features=False):
        super().__init__()
        self.each_point = each_point
        self.turn = Turn(3)
        self.low = shared(3, 16)
        self.turn_low = Turn(16) if turn_features else None
        self.high = nn.Conv1d(16, 64, 1)

    def forward(self, points):
        count = points.shape[-1]
        turn = self.turn(points)
        low = self.low(torch.bmm(points.transpose(2, 1), turn).transpose(2, 1))
        extra = None
        if self.turn_low is not None:
            extra = self.turn_low(low)
            low = (low.mT @ extra).mT
        whole = self.high(low).amax(dim=2)
        if not self.each_point:
            return whole, turn, extra
        whole = whole.unsqueeze(-1).expand(-1, -1, count)
        return torch.cat([whole, low], 1), turn, extra


class Shapes(nn.Module):
    def __init__(self, classes=4, **options):
        super().__init__()
        self.cloud = Cloud(**options)
        self.out = nn.Sequential(nn.Linear(64, 32), nn.BatchNorm1d(32), nn.ReLU(), nn.Dropout(0.3),
                                 nn.Linear(32, classes))

    def forward(self, points):
        whole, turn, _ = self.cloud(points)
        return F.log_softmax(self.out(whole), dim=1), turn


class Parts(nn.Module):
    def __init__(self, parts=2):
        super().__init__()
        self.parts = parts
        self.cloud = Cloud(each_point=True, turn_features=True)
        self.out = nn.Sequential(shared(64 + 16, 32), nn.Conv1d(32, parts, 1))

    def forward(self, points):
        n, _, count = points.size()
        features, *turns = self.cloud(points)
        scores = self.out(features).transpose(2, 1).contiguous()
        return F.log_softmax(scores.view(-1, self.parts), dim=-1).view(n, count, self.parts)


RUNS = [
    ("Shapes", {}, [[4, 3, 50]]),
    ("Parts", {"parts": 5}, [[2, 3, 37]]),
]
