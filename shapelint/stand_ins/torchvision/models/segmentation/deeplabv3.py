"""torchvision.models.segmentation.deeplabv3: the same names."""

from torchvision.models.segmentation import *
