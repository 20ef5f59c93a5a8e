import torch
import torch.nn as nn
import torch.nn.functional as F


class Project(nn.Module):
    """Vectors of unit length in the common space."""

    def __init__(self, width=24, dim=8):
        super().__init__()
        self.fc = nn.Linear(width, dim)

    def forward(self, x):
        return F.normalize(self.fc(x), dim=-1)


class Maps(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(24, 8, 3, padding=1)

    def forward(self, x):
        return F.normalize(self.conv(x))


model = Project()
tokens = model(torch.randn(4, 5, 24))
steps = Maps()(torch.randn(4, 24, 5))


# What torch says of it.
def claim():
    lengths = model(torch.randn(3, 6, 24)).norm(dim=-1)
    return torch.allclose(lengths, torch.ones(3, 6), atol=1e-5)
