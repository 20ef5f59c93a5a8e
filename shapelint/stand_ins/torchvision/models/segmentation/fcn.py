"""torchvision.models.segmentation.fcn: the same names."""

from torchvision.models.segmentation import *
