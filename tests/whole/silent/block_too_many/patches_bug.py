import torch
import torch.nn.functional as F


def fill(image, patch=16):
    """Makes patches fit: see what happens if
    rounded up. Both sizes become multiples of the patch."""
    height, width = image.shape[-2:]
    down = patch - height % patch
    right = patch - width % patch  # warning: [block-too-many]
    return F.pad(image, (0, right, 0, down))


result = fill(torch.ones(1, 3, 32, 40))


def claim():
    return result.shape[2] == 48
