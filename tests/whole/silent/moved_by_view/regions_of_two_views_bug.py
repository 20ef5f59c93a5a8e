import torch
import torch.nn as nn


class Contrast(nn.Module):
    """Regions stand behind all samples, and are taken for the rows of one."""

    def forward(self, first, second):
        b, m, d = first.size()
        alike = torch.einsum("abk,uvk->aubv", second, first)
        both = torch.cat([alike, -alike], dim=1)
        return both.view(b, m, -1)  # warning: [moved-by-view]


project = nn.Linear(4, 4)
first, second = project(torch.rand(2, 3, 4)), project(torch.rand(2, 3, 4))
out = Contrast()(first, second)


# What torch says of it.
def claim():
    return not torch.allclose(out[1, 2, :6], torch.einsum("k,uvk->uv", second[1, 2], first).flatten())
