"""torchvision.transforms.functional: what becomes of the sizes of pictures, of PIL or as tensors."""

import torch
from PIL import Image
from shapelint.stand_in import known, size, unknown

CHANNELS = {"1": 1, "L": 1, "P": 1, "I": 1, "F": 1, "I;16": 1, "LA": 2, "RGB": 3, "YCbCr": 3, "HSV": 3, "LAB": 3,
            "RGBA": 4, "CMYK": 4}  # fmt: skip


class InterpolationMode:
    NEAREST = "nearest"
    NEAREST_EXACT = "nearest-exact"
    BILINEAR = "bilinear"
    BICUBIC = "bicubic"
    BOX = "box"
    HAMMING = "hamming"
    LANCZOS = "lanczos"


def is_picture(img):
    return isinstance(img, Image.Image)


def channels_of(img):
    if isinstance(img, torch.Tensor):
        return img.shape[-3]
    return CHANNELS[img.mode] if known(img.mode) and img.mode in CHANNELS else size("C")


def size_of(img):
    """Height and width."""
    if isinstance(img, torch.Tensor):
        return img.shape[-2], img.shape[-1]
    return img.size[1], img.size[0]


def of_size(img, height, width):
    """The same picture with other sizes."""
    if not known(img):
        return unknown("a picture of which nothing is known")
    if isinstance(img, torch.Tensor):
        return torch.empty((*img.shape[:-2], height, width), dtype=img.dtype)
    return Image.Image(img.mode, (width, height))


def pair(value):
    """(height, width) of what stands for a size of both."""
    if isinstance(value, int):
        return value, value
    if not known(value):
        return size("H"), size("W")
    return (value[0], value[0]) if len(value) == 1 else (value[0], value[1])


def get_image_size(img):
    height, width = size_of(img)
    return [width, height]


def get_dimensions(img):
    height, width = size_of(img)
    return [channels_of(img), height, width]


def get_image_num_channels(img):
    return channels_of(img)


# --- kinds of pictures ----------------------------------------------------------------------------------------------


def to_tensor(pic):
    if not known(pic):
        return unknown("a picture of which nothing is known")
    if is_picture(pic):
        height, width = size_of(pic)
        dtype = torch.int32 if pic.mode == "I" else torch.int16 if pic.mode == "I;16" else torch.float32
        return torch.empty((channels_of(pic), height, width), dtype=dtype)
    made = torch.as_tensor(pic)
    if made.ndim == 2:
        made = made.unsqueeze(0)
    elif made.ndim == 3:
        made = made.permute(2, 0, 1)
    else:
        raise ValueError("pic should be 2/3 dimensional")
    return torch.empty(made.shape, dtype=torch.float32 if made.dtype == torch.uint8 else made.dtype)


def pil_to_tensor(pic):
    if not known(pic):
        return unknown("a picture of which nothing is known")
    height, width = size_of(pic)
    return torch.empty((channels_of(pic), height, width), dtype=torch.uint8)


def to_image(inpt):
    if not known(inpt) or isinstance(inpt, torch.Tensor):
        return inpt
    if is_picture(inpt):
        return pil_to_tensor(inpt)
    made = torch.as_tensor(inpt)
    return made.unsqueeze(0) if made.ndim == 2 else made.permute(2, 0, 1).contiguous()


def to_pil_image(pic, mode=None):
    if not known(pic):
        return unknown("a picture of which nothing is known")
    if isinstance(pic, torch.Tensor):
        shape = pic.shape
        if len(shape) == 2:
            return Image.Image("L" if mode is None else mode, (shape[1], shape[0]))
        modes = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}
        found = modes[shape[0]] if known(shape[0]) and isinstance(shape[0], int) and shape[0] in modes else None
        return Image.Image(found if mode is None else mode, (shape[2], shape[1]))
    shape = pic.shape
    modes = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}
    found = "L" if len(shape) == 2 else modes[shape[2]] if isinstance(shape[2], int) and shape[2] in modes else None
    return Image.Image(found if mode is None else mode, (shape[1], shape[0]))


def convert_image_dtype(image, dtype=torch.float32):
    return image.to(dtype) if known(image) and isinstance(image, torch.Tensor) else image


def to_dtype(inpt, dtype=torch.float32, scale=False):
    return convert_image_dtype(inpt, dtype)


# --- sizes ----------------------------------------------------------------------------------------------------------


def resize(img, size, interpolation=None, max_size=None, antialias=True):
    if not known(img):
        return unknown("a picture of which nothing is known")
    if not isinstance(size, int) and known(size) and len(size) == 2:
        return of_size(img, size[0], size[1])
    height, width = size_of(img)
    if not known(size) or max_size is not None:
        return of_size(img, _any("H"), _any("W"))
    short = size if isinstance(size, int) else size[0]
    if not isinstance(short, int) or not _is_number(height) or not _is_number(width):
        return of_size(img, _any("H"), _any("W"))
    if height <= width:
        return of_size(img, short, int(short * width / height))
    return of_size(img, int(short * height / width), short)


def _any(name):
    return size(name)


def _is_number(value):
    """Whether a size is a number, and no symbol: pictures of symbolic sizes are compared with none."""
    return known(value) and type(value) is int


def crop(img, top, left, height, width):
    return of_size(img, height, width)


def center_crop(img, output_size):
    height, width = pair(output_size)
    return of_size(img, height, width)


def resized_crop(img, top, left, height, width, size, interpolation=None, antialias=True):
    return resize(img, size)


def five_crop(img, size):
    height, width = pair(size)
    return tuple([of_size(img, height, width) for _ in range(5)])


def ten_crop(img, size, vertical_flip=False):
    height, width = pair(size)
    return tuple([of_size(img, height, width) for _ in range(10)])


def pad(img, padding, fill=0, padding_mode="constant"):
    if not known(img) or not known(padding):
        return unknown("a picture with an unknown border")
    if isinstance(padding, int):
        left = top = right = bottom = padding
    elif len(padding) == 1:
        left = top = right = bottom = padding[0]
    elif len(padding) == 2:
        left, top = padding
        right, bottom = padding
    else:
        left, top, right, bottom = padding
    height, width = size_of(img)
    return of_size(img, height + top + bottom, width + left + right)


def rotate(img, angle, interpolation=None, expand=False, center=None, fill=None):
    return of_size(img, _any("H"), _any("W")) if expand else img


# --- channels and values --------------------------------------------------------------------------------------------


def normalize(tensor, mean, std, inplace=False):
    if not known(tensor):
        return unknown("a picture of which nothing is known")
    if not isinstance(tensor, torch.Tensor):
        raise TypeError("img should be Tensor Image")
    if not known(mean) or not known(std):
        return tensor.clone()
    mean = torch.as_tensor(mean, dtype=tensor.dtype)
    std = torch.as_tensor(std, dtype=tensor.dtype)
    if mean.ndim == 1:
        mean = mean.view(-1, 1, 1)
    if std.ndim == 1:
        std = std.view(-1, 1, 1)
    return tensor.clone().sub_(mean).div_(std)


def rgb_to_grayscale(img, num_output_channels=1):
    if not known(img):
        return unknown("a picture of which nothing is known")
    if is_picture(img):
        return Image.Image("L" if num_output_channels == 1 else "RGB", img.size)
    return torch.empty((*img.shape[:-3], num_output_channels, *img.shape[-2:]), dtype=img.dtype)


def to_grayscale(img, num_output_channels=1):
    return rgb_to_grayscale(img, num_output_channels)


def hflip(img):
    return img


def vflip(img):
    return img


def horizontal_flip(inpt):
    return inpt


def vertical_flip(inpt):
    return inpt


def adjust_brightness(img, brightness_factor):
    return img


def adjust_contrast(img, contrast_factor):
    return img


def adjust_saturation(img, saturation_factor):
    return img


def adjust_hue(img, hue_factor):
    return img


def adjust_gamma(img, gamma, gain=1):
    return img


def adjust_sharpness(img, sharpness_factor):
    return img


def affine(img, *args, **kwargs):
    return img


def perspective(img, *args, **kwargs):
    return img


def erase(img, *args, **kwargs):
    return img


def gaussian_blur(img, kernel_size, sigma=None):
    return img


def invert(img):
    return img


def posterize(img, bits):
    return img


def solarize(img, threshold):
    return img


def autocontrast(img):
    return img


def equalize(img):
    return img
