import torch
import torch.nn as nn


class EdgeLoss(nn.Module):
    """How far each edge is from the length it should have; edges longer than `limit` do not count."""

    def __init__(self, limit=2.0):
        super().__init__()
        self.limit = limit

    def forward(self, points, edges, lengths):
        start, end = points[edges[:, 0]], points[edges[:, 1]]
        distance = torch.norm(start - end, dim=1, keepdim=True)
        mask = (lengths < self.limit).float()
        return (mask * (distance - lengths) ** 2).sum() / mask.sum()  # warning: [silent-broadcast]


torch.manual_seed(0)
points = torch.randn(30, 3, requires_grad=True)
edges = torch.randint(0, 30, (45, 2))
lengths = torch.rand(45) * 3
out = EdgeLoss()(points, edges, lengths)
out.backward()
