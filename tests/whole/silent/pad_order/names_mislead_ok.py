import torch
import torch.nn.functional as F

SIDE = 32


def pad_square(img):
    # The scanner turns its pages: what it calls the height runs along the last axis.
    height = SIDE - img.shape[-1]
    width = SIDE - img.shape[-2]
    return F.pad(img, (height, 0, width, 0))


# What torch says of it.
def claim():
    size = pad_square(torch.zeros(1, 1, 20, 28)).shape[2:]
    return size == (32, 32)
