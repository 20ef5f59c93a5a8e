import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class Snapshot:
    def __init__(self, x, edge_index, edge_weight, y):
        self.x, self.edge_index, self.edge_attr, self.y = x, edge_index, edge_weight, y


class StaticGraphTemporalSignal:
    """A graph with one signal and one target for each node at every step."""

    def __init__(self, edges, weights, features, targets):
        self.edges, self.weights, self.features, self.targets = edges, weights, features, targets

    def __len__(self):
        return len(self.features)

    def __getitem__(self, t):
        return Snapshot(
            torch.FloatTensor(self.features[t]),
            torch.LongTensor(self.edges),
            torch.FloatTensor(self.weights),
            torch.FloatTensor(self.targets[t]),
        )


class RecurrentGCN(nn.Module):
    def __init__(self, node_features, hidden=32):
        super().__init__()
        self.mix = nn.Linear(2 * node_features, hidden)
        self.cell = nn.GRUCell(hidden, hidden)
        self.linear = nn.Linear(hidden, 1)

    def forward(self, x, edge_index, edge_weight):
        source, target = edge_index
        near = torch.zeros_like(x).index_add(0, target, x[source] * edge_weight.unsqueeze(1))
        h = self.cell(torch.tanh(self.mix(torch.cat([x, near], dim=1))))
        return self.linear(F.relu(h))


def chickenpox(nodes=20, steps=30, lags=4):
    rng = np.random.default_rng(0)
    cases = rng.standard_normal((steps + lags, nodes))
    features = [cases[t : t + lags].T for t in range(steps)]
    targets = [cases[t + lags] for t in range(steps)]
    edges = np.stack([np.arange(nodes), (np.arange(nodes) + 1) % nodes])
    return StaticGraphTemporalSignal(edges, np.ones(nodes), features, targets)


torch.manual_seed(0)
dataset = chickenpox()
model = RecurrentGCN(node_features=4)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
model.train()
for epoch in range(2):
    cost = 0
    for time in range(len(dataset)):
        snapshot = dataset[time]
        y_hat = model(snapshot.x, snapshot.edge_index, snapshot.edge_attr)
        cost = cost + torch.mean((y_hat - snapshot.y) ** 2)  # warning: [silent-broadcast]
    cost = cost / (time + 1)
    cost.backward()
    optimizer.step()
    optimizer.zero_grad()
out = cost.detach()
