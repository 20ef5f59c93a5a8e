"""torchvision.transforms.v2: the same transforms, which take several pictures and what belongs to them as well."""

import torch
from shapelint.stand_in import known
from torch import nn

from torchvision import transforms
from torchvision.transforms import *
from torchvision.transforms import functional

AutoAugmentPolicy = transforms.AutoAugment


class Compose:
    """The first of several inputs is the picture; others go through unchanged where they are no pictures."""

    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, *inputs):
        sample = inputs[0] if len(inputs) == 1 else inputs
        for transform in self.transforms:
            sample = _applied(transform, sample)
        return sample


def _applied(transform, sample):
    if not known(sample):
        return transform(sample)
    if isinstance(sample, (tuple, list)):
        return tuple([_applied(transform, one) for one in sample])
    if isinstance(sample, dict):
        return {key: _applied(transform, value) for key, value in sample.items()}
    if isinstance(sample, torch.Tensor) and sample.ndim < 3:
        return sample
    if isinstance(sample, (int, float, str)) or sample is None:
        return sample
    return transform(sample)


class ToImage(nn.Module):
    def forward(self, pic):
        return functional.to_image(pic)


class ToDtype(nn.Module):
    def __init__(self, dtype, scale=False):
        super().__init__()
        self.dtype = dtype

    def forward(self, image):
        if isinstance(self.dtype, dict):
            return image
        return functional.convert_image_dtype(image, self.dtype)


class ToPureTensor(transforms._KeepsSizes):
    pass


class Identity(transforms._KeepsSizes):
    pass


class RGB(nn.Module):
    def forward(self, img):
        return functional.rgb_to_grayscale(img, 3)


class RandomPhotometricDistort(transforms._KeepsSizes):
    pass


class GaussianNoise(transforms._KeepsSizes):
    pass


class JPEG(transforms._KeepsSizes):
    pass


class SanitizeBoundingBoxes(transforms._KeepsSizes):
    pass
