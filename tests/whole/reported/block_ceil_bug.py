import math

import torch
import torch.nn.functional as F
from torch import nn


def pad_to_multiple(x, multiple=32):
    """Pad the right and the bottom so that height and width are the next multiple of `multiple`."""
    h, w = x.shape[-2:]
    new_h = (h // multiple + 1) * multiple
    new_w = (w // multiple + 1) * multiple  # warning: [block-too-many]
    return F.pad(x, (0, new_w - w, 0, new_h - h))


net = nn.Sequential(nn.Conv2d(3, 8, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(8, 8, 3, stride=2, padding=1))
image = torch.rand(1, 3, 256, 320)
out = pad_to_multiple(image)
y = net(out)
