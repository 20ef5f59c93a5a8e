import math

import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


class Probabilistic(nn.Module):
    def __init__(self, features, hidden=32):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(features, hidden), nn.Tanh())
        self.mu = nn.Linear(hidden, 1)
        self.log_var = nn.Linear(hidden, 1)

    def forward(self, x):
        h = self.body(x)
        return self.mu(h).squeeze(-1), self.log_var(h).squeeze(-1)


def gaussian_nll(y, mu, log_var):
    """Negative log likelihood of y under N(mu, exp(log_var))."""
    return 0.5 * (math.log(2 * math.pi) + log_var + (y - mu) ** 2 / log_var.exp()).mean()


def load(n=64, features=5):
    x = torch.randn(n, features)
    y = x[:, 0] + 0.1 * torch.randn(n)
    return DataLoader(TensorDataset(x, y), batch_size=16, shuffle=True)


torch.manual_seed(0)
model = Probabilistic(5)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
for epoch in range(2):
    for x, y in load():
        mu, log_var = model(x)
        loss = gaussian_nll(y, mu, log_var)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
out = loss.detach()
