"""torchvision.io: pictures of files as (channels, height, width)."""

import torch
from shapelint.stand_in import known, size

CHANNELS = {"GRAY": 1, "GRAY_ALPHA": 2, "RGB": 3, "RGB_ALPHA": 4}


class ImageReadMode:
    UNCHANGED = "UNCHANGED"
    GRAY = "GRAY"
    GRAY_ALPHA = "GRAY_ALPHA"
    RGB = "RGB"
    RGB_ALPHA = "RGB_ALPHA"


def decode_image(input, mode="UNCHANGED", apply_exif_orientation=False):
    channels = CHANNELS[mode] if known(mode) and mode in CHANNELS else size("C")
    return torch.empty((channels, size("H"), size("W")), dtype=torch.uint8)


def read_image(path, mode="UNCHANGED", apply_exif_orientation=False):
    return decode_image(path, mode)


def decode_jpeg(input, mode="UNCHANGED", **kwargs):
    return decode_image(input, mode)


def decode_png(input, mode="UNCHANGED", **kwargs):
    return decode_image(input, mode)
