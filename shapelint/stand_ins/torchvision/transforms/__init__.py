"""torchvision.transforms: pictures of PIL, arrays and tensors, one transform after the other."""

import torch
from shapelint.stand_in import known, unknown
from torch import nn

from torchvision.transforms import functional
from torchvision.transforms.functional import InterpolationMode


class Compose:
    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, img):
        for transform in self.transforms:
            img = transform(img)
        return img


class ToTensor:
    def __call__(self, pic):
        return functional.to_tensor(pic)


class PILToTensor:
    def __call__(self, pic):
        return functional.pil_to_tensor(pic)


class ToPILImage:
    def __init__(self, mode=None):
        self.mode = mode

    def __call__(self, pic):
        return functional.to_pil_image(pic, self.mode)


class Lambda:
    def __init__(self, lambd):
        self.lambd = lambd

    def __call__(self, img):
        return self.lambd(img)


class ConvertImageDtype(nn.Module):
    def __init__(self, dtype):
        super().__init__()
        self.dtype = dtype

    def forward(self, image):
        return functional.convert_image_dtype(image, self.dtype)


class Normalize(nn.Module):
    def __init__(self, mean, std, inplace=False):
        super().__init__()
        self.mean = mean
        self.std = std

    def forward(self, tensor):
        return functional.normalize(tensor, self.mean, self.std)


class Resize(nn.Module):
    def __init__(self, size, interpolation=None, max_size=None, antialias=True):
        super().__init__()
        self.size = size
        self.max_size = max_size

    def forward(self, img):
        return functional.resize(img, self.size, None, self.max_size)


class CenterCrop(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.size = functional.pair(size)

    def forward(self, img):
        return functional.center_crop(img, self.size)


class RandomCrop(nn.Module):
    def __init__(self, size, padding=None, pad_if_needed=False, fill=0, padding_mode="constant"):
        super().__init__()
        self.size = functional.pair(size)

    def forward(self, img):
        return functional.of_size(img, self.size[0], self.size[1])


class RandomResizedCrop(nn.Module):
    def __init__(self, size, scale=(0.08, 1.0), ratio=(0.75, 1.3), interpolation=None, antialias=True):
        super().__init__()
        self.size = functional.pair(size)

    def forward(self, img):
        return functional.of_size(img, self.size[0], self.size[1])


class FiveCrop(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def forward(self, img):
        return functional.five_crop(img, self.size)


class TenCrop(nn.Module):
    def __init__(self, size, vertical_flip=False):
        super().__init__()
        self.size = size

    def forward(self, img):
        return functional.ten_crop(img, self.size)


class Pad(nn.Module):
    def __init__(self, padding, fill=0, padding_mode="constant"):
        super().__init__()
        self.padding = padding

    def forward(self, img):
        return functional.pad(img, self.padding)


class Grayscale(nn.Module):
    def __init__(self, num_output_channels=1):
        super().__init__()
        self.num_output_channels = num_output_channels

    def forward(self, img):
        return functional.rgb_to_grayscale(img, self.num_output_channels)


class RandomApply(nn.Module):
    """What may be applied or not: what both have in common is not followed, but for transforms that keep the sizes."""

    def __init__(self, transforms, p=0.5):
        super().__init__()
        self.transforms = transforms

    def forward(self, img):
        made = img
        for transform in self.transforms:
            made = transform(made)
        return _either(img, made)


class RandomChoice:
    def __init__(self, transforms, p=None):
        self.transforms = transforms

    def __call__(self, img):
        return _either(self.transforms[0](img), self.transforms[-1](img))


class RandomOrder:
    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, img):
        for transform in self.transforms:
            img = transform(img)
        return img


def _either(one, other):
    if not known(one) or not known(other):
        return unknown("one of several transforms")
    if functional.is_picture(one) and functional.is_picture(other):
        return one if one.size == other.size else unknown("one of several transforms")
    if isinstance(one, torch.Tensor) and isinstance(other, torch.Tensor):
        return one if one.shape == other.shape else unknown("one of several transforms")
    return unknown("one of several transforms")


class _KeepsSizes(nn.Module):
    def __init__(self, *args, **kwargs):
        super().__init__()

    def forward(self, img):
        return img


class RandomGrayscale(_KeepsSizes):
    pass


class RandomHorizontalFlip(_KeepsSizes):
    pass


class RandomVerticalFlip(_KeepsSizes):
    pass


class RandomPerspective(_KeepsSizes):
    pass


class RandomAffine(_KeepsSizes):
    pass


class RandomErasing(_KeepsSizes):
    pass


class RandomInvert(_KeepsSizes):
    pass


class RandomPosterize(_KeepsSizes):
    pass


class RandomSolarize(_KeepsSizes):
    pass


class RandomAdjustSharpness(_KeepsSizes):
    pass


class RandomAutocontrast(_KeepsSizes):
    pass


class RandomEqualize(_KeepsSizes):
    pass


class ColorJitter(_KeepsSizes):
    pass


class GaussianBlur(_KeepsSizes):
    pass


class ElasticTransform(_KeepsSizes):
    pass


class AutoAugment(_KeepsSizes):
    pass


class RandAugment(_KeepsSizes):
    pass


class TrivialAugmentWide(_KeepsSizes):
    pass


class AugMix(_KeepsSizes):
    pass


class RandomRotation(nn.Module):
    def __init__(self, degrees, interpolation=None, expand=False, center=None, fill=0):
        super().__init__()
        self.expand = expand

    def forward(self, img):
        return functional.rotate(img, 0, expand=self.expand)
