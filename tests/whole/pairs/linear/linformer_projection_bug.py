import torch
import torch.nn as nn


class LinformerProjection(nn.Module):
    """Project the length of keys and values from n to k."""

    def __init__(self, n, k):
        super().__init__()
        self.E = nn.Linear(n, k, bias=False)

    def forward(self, keys):
        return self.E(keys)  # error: [feature-mismatch]


keys = torch.randn(2, 128, 32)
short = LinformerProjection(n=128, k=16)(keys)
print(short.shape)
