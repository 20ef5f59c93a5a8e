import torch
import torch.nn.functional as F


def center_crop(feat, target):
    """Crop feat to the height and width of target."""
    dh = feat.shape[2] - target.shape[2]
    dw = feat.shape[3] - target.shape[3]
    return F.pad(feat, (-(dh // 2), -(dh - dh // 2), -(dw // 2), -(dw - dw // 2)))  # warning: [pad-order]


# What torch says of it.
def claim():
    a, b = torch.zeros(1, 8, 64, 80), torch.zeros(1, 8, 56, 78)
    return center_crop(a, b).shape != b.shape
