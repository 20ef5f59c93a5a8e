import torch
import torch.nn.functional as F


def batch_of(images):
    """Images below one another, each filled up on the right and below."""
    height = max(image.shape[1] for image in images)
    width = max(image.shape[2] for image in images)
    return torch.stack([F.pad(image, (0, width - image.shape[2], 0, height - image.shape[1])) for image in images])


def transposed(image, side=64):
    """Width before height, as the old format has it: (channels, width, height)."""
    w, h = image.shape[-2:]
    return F.pad(image, (0, side - h, 0, side - w))


out = batch_of([torch.rand(3, 30, 40), torch.rand(3, 50, 20)]) + 0
wide = transposed(torch.rand(3, 40, 30))
