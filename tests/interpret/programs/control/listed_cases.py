# symbolic
"""Who asks `if rank == 5: ... elif rank == 4: ...` and nothing else means, as a rule, that it is one of the two."""

from torch import nn


class Last(nn.Module):
    def forward(self, x):
        shape = x.size()
        if len(shape) == 5:
            b, c, d, h, w = shape
            x = x.permute(0, 2, 3, 4, 1)
        elif len(shape) == 4:
            b, c, h, w = shape
            x = x.permute(0, 2, 3, 1)
        reveal_shape(x)  # (b, h, w, c) or (b, d, h, w, c) or ?
        return x
