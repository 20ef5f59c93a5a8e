import torch
import torch.nn.functional as F


def pad_to_multiple(x, multiple=32):
    """Pad at the bottom and at the right, so that both sides divide."""
    h, w = x.shape[-2:]
    pad_h = (multiple - h % multiple) % multiple
    pad_w = (multiple - w % multiple) % multiple
    return F.pad(x, (0, pad_h, 0, pad_w))  # warning: [pad-order]


# What torch says of it.
def claim():
    shape = pad_to_multiple(torch.zeros(1, 3, 60, 80)).shape
    return shape[2] % 32 != 0
