import torch
import torch.nn as nn


class GlimpseNet(nn.Module):
    def __init__(self, hidden=128):
        super().__init__()
        self.fc = nn.Linear(64, hidden)
        self.loc = nn.Linear(2, hidden)

    def forward(self, glimpse, where):
        g = torch.relu(self.fc(glimpse))
        l = torch.relu(self.loc(where))
        h = torch.cat([g, l], dim=1)
        # h: (B, 256)
        return h


# What torch says of it.
def claim():
    return GlimpseNet()(torch.zeros(3, 64), torch.zeros(3, 2)).shape == (3, 256)
