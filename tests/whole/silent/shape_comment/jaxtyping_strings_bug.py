from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from jaxtyping import Float


class Projector(nn.Module):
    def __init__(self, dim: int = 64, out: int = 32) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.linear = nn.Linear(dim, out)

    def forward(self, x: Float[Tensor, "b t 64"]) -> Float[Tensor, "b 64"]:  # warning: [shape-comment]
        x = self.norm(x)
        return self.linear(x.mean(dim=1))


# What torch says of it.
def claim():
    return Projector()(torch.zeros(2, 5, 64)).shape == (2, 32)
