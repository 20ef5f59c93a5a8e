"""torch_geometric.nn.dense: layers that look at each node alone."""

import torch
from torch import nn


def linear(in_channels, out_channels, bias=True):
    """A linear layer, which measures its input where its width is -1."""
    if in_channels == -1:
        return nn.LazyLinear(out_channels, bias)
    return nn.Linear(in_channels, out_channels, bias)


class Linear(nn.Module):
    def __init__(self, in_channels, out_channels, bias=True, weight_initializer=None, bias_initializer=None):
        super().__init__()
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.lin = linear(in_channels, out_channels, bias)

    def reset_parameters(self):
        pass

    def forward(self, x):
        return self.lin(x)


class BatchNorm(nn.Module):
    def __init__(self, in_channels, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True,
                 allow_single_element=False):  # fmt: skip
        super().__init__()
        self.module = nn.BatchNorm1d(in_channels, eps, momentum, affine, track_running_stats)

    def forward(self, x):
        return self.module(x)


class GraphNorm(nn.Module):
    def __init__(self, in_channels, eps=1e-5):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(in_channels))

    def forward(self, x, batch=None, batch_size=None):
        return self.weight * x


class LayerNorm(nn.Module):
    def __init__(self, in_channels, eps=1e-5, affine=True, mode="graph"):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(in_channels))

    def forward(self, x, batch=None, batch_size=None):
        return self.weight * x
