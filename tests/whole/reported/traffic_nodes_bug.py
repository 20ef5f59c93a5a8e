import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

CONFIG = {"nodes": 12, "history": 24, "horizon": 6, "hidden": 32, "features": 2, "batch": 8}


class TemporalEncoder(nn.Module):
    """A GRU along the history of each sensor, the same for all sensors."""

    def __init__(self, features, hidden):
        super().__init__()
        self.rnn = nn.GRU(features, hidden, batch_first=True)

    def forward(self, x):
        batch, steps, nodes, features = x.shape
        x = x.reshape(batch * nodes, steps, features)  # warning: [moved-by-view]
        _, h = self.rnn(x)
        return h[-1].view(batch, nodes, -1)


class GraphMix(nn.Module):
    def __init__(self, nodes, hidden):
        super().__init__()
        self.adjacency = nn.Parameter(torch.eye(nodes))
        self.lin = nn.Linear(hidden, hidden)

    def forward(self, x):
        a = torch.softmax(self.adjacency, dim=-1)
        return torch.relu(self.lin(torch.einsum("ij,bjh->bih", a, x)))


class Forecaster(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.temporal = TemporalEncoder(cfg["features"], cfg["hidden"])
        self.spatial = GraphMix(cfg["nodes"], cfg["hidden"])
        self.head = nn.Linear(cfg["hidden"], cfg["horizon"])

    def forward(self, x):
        h = self.temporal(x)
        return self.head(h + self.spatial(h)).transpose(1, 2)


def run(cfg):
    x = torch.randn(32, cfg["history"], cfg["nodes"], cfg["features"])
    y = torch.randn(32, cfg["horizon"], cfg["nodes"])
    model = Forecaster(cfg)
    opt = torch.optim.Adam(model.parameters(), lr=1e-3)
    for xb, yb in DataLoader(TensorDataset(x, y), batch_size=cfg["batch"], shuffle=True):
        loss = (model(xb) - yb).abs().mean()
        opt.zero_grad()
        loss.backward()
        opt.step()
    return loss.detach()


torch.manual_seed(0)
out = run(CONFIG)
