import torch
from torch import nn
from torch.distributions import Normal


class Ordered(nn.Module):
    """(steps, batch, d): subjects have an embedding, steps a position."""

    def __init__(self, d=16):
        super().__init__()
        self.positions = nn.Parameter(torch.randn(50, 1, d))
        self.subject = nn.Parameter(torch.randn(1, 12, d))
        self.encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(d, 2, 32), 2)

    def forward(self, x):
        return self.encoder(x + self.positions[: x.size(0)] + self.subject)


class Actor(nn.Module):
    def __init__(self):
        super().__init__()
        self.mu, self.value = nn.Linear(3, 1), nn.Linear(3, 1)

    def forward(self, x):
        return Normal(self.mu(x), 0.5), self.value(x)


Ordered()(torch.randn(20, 12, 16))
obs = torch.randn(32, 3)
dist, value = Actor()(obs)
returns = torch.randn(32, 1)
loss = (dist.log_prob(torch.randn(32, 1)) * (returns - value)).mean()
flat = (dist.log_prob(torch.randn(32, 1)).squeeze(-1) * (returns - value).flatten()).mean()
