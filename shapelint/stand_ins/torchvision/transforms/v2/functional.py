"""torchvision.transforms.v2.functional: as in the first version."""

from torchvision.transforms.functional import *
