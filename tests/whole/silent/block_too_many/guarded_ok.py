import torch
import torch.nn.functional as F


def fill(image, patch=16):
    """Pads to a multiple of the patch."""
    height = image.shape[-2]
    if height % patch:
        image = F.pad(image, (0, 0, 0, patch - height % patch))
    return image


result = fill(torch.ones(1, 3, 32, 40))


def claim():
    return result.shape[2] == 32
