import torch

from ..settings import WIDTH
from package import settings

DEPTH = WIDTH * 2 * settings.EXTRA


def widen(x):
    return torch.cat([x] * WIDTH, 1)
