"""Temporal convolutions with weight norm: padded on both ends, and cut off at the later one."""

import torch
import torch.nn as nn
from torch.nn.utils.parametrizations import weight_norm


class CutEnd(nn.Module):
    def __init__(self, steps):
        super().__init__()
        self.steps = steps

    def forward(self, x):
        return x[:, :, :-self.steps].contiguous()


def causal(cin, cout, kernel, dilation, dropout):
    """Four modules, to be spread into a Sequential."""
    reach = (kernel - 1) * dilation
    conv = weight_norm(nn.Conv1d(cin, cout, kernel, padding=reach, dilation=dilation))
    return [conv, CutEnd(reach), nn.ReLU(), nn.Dropout(dropout)]


class Level(nn.Module):
    def __init__(self, cin, cout, **how):
        super().__init__()
        self.path = nn.Sequential(*causal(cin, cout, **how), *causal(cout, cout, **how))
        self.match = nn.Conv1d(cin, cout, 1) if cin != cout else None

    def forward(self, x):
        y = self.path(x)
        if self.match is not None:
            x = self.match(x)
        return torch.relu(x + y)


class TCN(nn.Module):
    """(N, features, steps) -> (N, classes), from the last step alone"""

    def __init__(self, features, classes, widths, kernel=3, dropout=0.2):
        super().__init__()
        levels = []
        for i, width in enumerate(widths):
            before = widths[i - 1] if i else features
            levels.append(Level(before, width, kernel=kernel, dilation=2 ** i, dropout=dropout))
        self.levels = nn.Sequential(*levels)
        self.classify = nn.Linear(widths[-1], classes)

    def forward(self, x):
        y = self.levels(x)
        return torch.log_softmax(self.classify(y[:, :, -1]), dim=1)


RUNS = [
    ("TCN", {"features": 1, "classes": 10, "widths": [8] * 4, "kernel": 7}, [[2, 1, 196]]),
    ("TCN", {"features": 5, "classes": 2, "widths": [6, 12]}, [[3, 5, 40]]),
]
