import torch
import torch.nn as nn


class Contrast(nn.Module):
    """Regions are compared with those of every sample, whose sizes torch finds equal, and no name says so."""

    def forward(self, first, second, known):
        b, m, d = first.size()
        alike = torch.einsum("abk,uvk->abuv", first.normal_(), second.normal_())
        same = torch.eye(b)[:, None, :, None] * (known[:, :, None] == known[:, None, :])[:, :, None, :]
        both = torch.cat([alike - same, same], dim=2)
        return both.view(b, m, -1)


# What torch says of it.
def claim():
    first = torch.randn(2, 3, 4)
    return Contrast()(first, torch.randn(2, 3, 4), torch.ones(2, 3)).shape == (2, 3, 12)
