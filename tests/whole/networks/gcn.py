"""Graphs by matrix products: convolutions, attention over neighbours, and a readout over a batch of graphs."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.parameter import Parameter


class Convolve(nn.Module):
    """neighbours @ (nodes @ weight) + bias"""

    def __init__(self, n_in, n_out, bias=True):
        super(Convolve, self).__init__()
        self.n_in, self.n_out = n_in, n_out
        self.weight = Parameter(torch.empty(n_in, n_out))
        if bias:
            self.bias = Parameter(torch.zeros(n_out))
        else:
            self.register_parameter("bias", None)
        limit = self.weight.size(1) ** -0.5
        nn.init.uniform_(self.weight, -limit, limit)

    def forward(self, nodes, neighbours):
        out = torch.mm(neighbours, torch.mm(nodes, self.weight))
        return out if self.bias is None else out + self.bias

    def extra_repr(self):
        return "{} -> {}".format(self.n_in, self.n_out)


class GCN(nn.Module):
    def __init__(self, features, hidden, classes, dropout=0.5):
        super(GCN, self).__init__()
        self.near = Convolve(features, hidden)
        self.far = Convolve(hidden, classes, bias=False)
        self.dropout = dropout

    def forward(self, nodes, neighbours):
        h = F.dropout(self.near(nodes, neighbours).relu(), self.dropout, training=self.training)
        return F.log_softmax(self.far(h, neighbours), dim=1)


class Listen(nn.Module):
    """Attention over neighbours: a score for each pair from one vector for the speaker and one for the listener."""

    def __init__(self, n_in, n_out, slope=0.2):
        super().__init__()
        self.n_out = n_out
        self.map = nn.Linear(n_in, n_out, bias=False)
        self.pair = nn.Parameter(torch.empty(size=(2 * n_out, 1)))
        nn.init.xavier_uniform_(self.pair)
        self.slope = slope

    def scores(self, h):
        listener = torch.matmul(h, self.pair[:self.n_out])
        speaker = torch.matmul(h, self.pair[self.n_out:])
        return F.leaky_relu(listener + speaker.T, self.slope)

    def forward(self, nodes, neighbours):
        h = self.map(nodes)
        scores = self.scores(h)
        never = torch.full_like(scores, -1e9)
        weights = torch.where(neighbours > 0, scores, never).softmax(dim=1)
        return weights @ h


class GAT(nn.Module):
    def __init__(self, features, hidden, classes, heads=3):
        super().__init__()
        self.heads = [Listen(features, hidden) for _ in range(heads)]
        for i, head in enumerate(self.heads):
            self.add_module("head_{}".format(i), head)
        self.last = Listen(hidden * heads, classes)

    def forward(self, nodes, neighbours):
        h = torch.cat([F.elu(head(nodes, neighbours)) for head in self.heads], dim=1)
        return self.last(h, neighbours).log_softmax(1)


class BatchedGraphs(nn.Module):
    """x: (graphs, nodes, features), adj: (graphs, nodes, nodes) -> one vector for each graph"""

    def __init__(self, widths=(7, 16, 8)):
        super().__init__()
        self.lins = nn.ModuleList([nn.Linear(a, b) for a, b in zip(widths, widths[1:])])

    def forward(self, x, adj):
        degree = adj.sum(-1, keepdim=True).clamp(min=1)
        adj = adj / degree
        for lin in self.lins:
            x = torch.relu(torch.einsum("bij,bjf->bif", adj, lin(x)))
        return torch.cat([x.mean(1), x.amax(dim=1)], dim=-1)


RUNS = [
    ("GCN", {"features": 14, "hidden": 8, "classes": 3}, [[20, 14], [20, 20]]),
    ("GAT", {"features": 6, "hidden": 4, "classes": 2}, [[9, 6], [9, 9]]),
    ("BatchedGraphs", {}, [[5, 12, 7], [5, 12, 12]]),
]
