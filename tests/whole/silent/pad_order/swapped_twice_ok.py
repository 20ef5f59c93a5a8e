import torch
import torch.nn.functional as F


def pad_like(x, ref):
    """Zeros below and to the right until x is as large as ref."""
    # y counts columns in this file
    dx, dy = ref.size(2) - x.size(2), ref.size(3) - x.size(3)
    return F.pad(x, (0, dy, 0, dx))


# What torch says of it.
def claim():
    x, ref = torch.zeros(1, 1, 5, 9), torch.zeros(1, 1, 8, 10)
    return pad_like(x, ref).shape == ref.shape
