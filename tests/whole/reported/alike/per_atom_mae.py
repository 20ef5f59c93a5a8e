import torch
import torch.nn as nn


class ForceHead(nn.Module):
    def __init__(self, dim=16):
        super().__init__()
        self.mlp = nn.Sequential(nn.Linear(dim, dim), nn.SiLU(), nn.Linear(dim, 3))

    def forward(self, nodes):
        return self.mlp(nodes)


def per_atom_error(prediction, target, natoms, batch):
    error = (prediction - target).abs().sum(dim=1)
    totals = torch.zeros(len(natoms), 1).index_add(0, batch, error.unsqueeze(1))
    return totals / natoms.unsqueeze(1)


natoms = torch.tensor([3, 5, 4])
batch = torch.repeat_interleave(torch.arange(3), natoms)
forces = ForceHead()(torch.randn(12, 16))
weights = torch.rand(12)
weighted = forces * weights.unsqueeze(1)
similar = weights.unsqueeze(0) - weights.unsqueeze(1)  # every atom against every atom
out = per_atom_error(weighted, torch.zeros(12, 3), natoms, batch).detach()
