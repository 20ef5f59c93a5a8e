import torch
import torch.nn as nn
import torch.nn.functional as F


class Augmented(nn.Module):
    """Each picture several times, with noise of its own."""

    def __init__(self, features=12, classes=4, times=3):
        super().__init__()
        self.times = times
        self.net = nn.Sequential(nn.Linear(features, 16), nn.ReLU(), nn.Linear(16, classes))

    def forward(self, x, labels):
        views = torch.cat([x] * self.times)
        scores = self.net(views + 0.1 * torch.randn_like(views))
        return F.cross_entropy(scores, labels.repeat_interleave(self.times))  # warning: [moved-by-view]


torch.manual_seed(0)
out = Augmented()(torch.randn(5, 12), torch.tensor([0, 1, 2, 3, 1])).detach()
