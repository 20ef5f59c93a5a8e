import torch
import torch.nn as nn


class Standings(nn.Module):
    """Teams of a match day look at each other; each day is on its own, and the last day decides."""

    def __init__(self, features=5, dim=16):
        super().__init__()
        self.embedding = nn.Linear(features, dim)
        self.encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(dim, 2, 32), 2)
        self.head = nn.Linear(dim, 1)

    def forward(self, season):
        # season: (teams, days, features)
        x = self.encoder(self.embedding(season))
        return self.head(x[:, -1]).squeeze(-1)


teams, days = 18, 34
out = Standings()(torch.rand(teams, days, 5)).detach()
