"""PIL.Image: pictures of a width, a height and a mode, which says what an array of one looks like."""

import numpy as np
from shapelint.stand_in import known, size, unknown

BANDS = {"1": 0, "L": 0, "P": 0, "I": 0, "F": 0, "I;16": 0, "LA": 2, "RGB": 3, "YCbCr": 3, "LAB": 3, "HSV": 3,
         "RGBA": 4, "CMYK": 4, "RGBX": 4}  # fmt: skip
TYPES = {"1": "bool", "I": "int32", "F": "float32", "I;16": "uint16"}

NEAREST = 0
LANCZOS = 1
ANTIALIAS = 1
BILINEAR = 2
BICUBIC = 3
BOX = 4
HAMMING = 5
FLIP_LEFT_RIGHT = 0
FLIP_TOP_BOTTOM = 1
ROTATE_90 = 2
ROTATE_180 = 3
ROTATE_270 = 4
TRANSPOSE = 5
TRANSVERSE = 6


class Resampling:
    NEAREST = 0
    LANCZOS = 1
    BILINEAR = 2
    BICUBIC = 3
    BOX = 4
    HAMMING = 5


class Transpose:
    FLIP_LEFT_RIGHT = 0
    FLIP_TOP_BOTTOM = 1
    ROTATE_90 = 2
    ROTATE_180 = 3
    ROTATE_270 = 4
    TRANSPOSE = 5
    TRANSVERSE = 6


TURNED = (2, 4, 5, 6)  # what exchanges width and height


class Image:
    def __init__(self, mode=None, size=None):
        self.mode = unknown("the mode of a picture", "mode") if mode is None else mode
        self.size = size

    @property
    def width(self):
        return self.size[0]

    @property
    def height(self):
        return self.size[1]

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False

    def __array__(self, dtype=None, copy=None):
        width, height = self.size
        if not known(self.mode) or self.mode not in BANDS:
            return unknown("how many channels a picture has is not known")
        bands = BANDS[self.mode]
        shape = (height, width) if bands == 0 else (height, width, bands)
        return np.zeros(shape, dtype=TYPES.get(self.mode, "uint8"))

    def getbands(self):
        return tuple(self.mode) if known(self.mode) else unknown("the channels of a picture")

    def convert(self, mode=None, matrix=None, dither=None, palette=0, colors=256):
        return Image("RGB" if mode is None else mode, self.size)

    def copy(self):
        return Image(self.mode, self.size)

    def resize(self, size, resample=None, box=None, reducing_gap=None):
        return Image(self.mode, (size[0], size[1]))

    def thumbnail(self, size, resample=None, reducing_gap=None):
        self.size = (_size("W"), _size("H"))

    def crop(self, box=None):
        if box is None:
            return self.copy()
        if not known(box):
            return Image(self.mode, (_size("W"), _size("H")))
        return Image(self.mode, (box[2] - box[0], box[3] - box[1]))

    def rotate(self, angle, resample=0, expand=0, center=None, translate=None, fillcolor=None):
        if expand:
            return Image(self.mode, (_size("W"), _size("H")))
        return self.copy()

    def transpose(self, method):
        if not known(method):
            return Image(self.mode, (_size("W"), _size("H")))
        return Image(self.mode, (self.size[1], self.size[0]) if method in TURNED else self.size)

    def filter(self, filter):
        return self.copy()

    def point(self, lut, mode=None):
        return Image(self.mode if mode is None else mode, self.size)

    def split(self):
        if not known(self.mode) or self.mode not in BANDS:
            return unknown("the channels of a picture")
        return tuple([Image("L", self.size) for _ in range(max(BANDS[self.mode], 1))])

    def getchannel(self, channel):
        return Image("L", self.size)

    def paste(self, im, box=None, mask=None):
        pass

    def putalpha(self, alpha):
        self.mode = "RGBA"

    def save(self, fp, format=None, **params):
        pass

    def load(self):
        pass

    def show(self, title=None):
        pass

    def close(self):
        pass


_size = size


def open(fp, mode="r", formats=None):
    return Image(None, (_size("W"), _size("H")))


def new(mode, size, color=0):
    return Image(mode, (size[0], size[1]) if known(size) else (_size("W"), _size("H")))


def fromarray(obj, mode=None):
    if not known(obj) or not hasattr(obj, "shape"):
        return Image(mode, (_size("W"), _size("H")))
    shape = obj.shape
    if not known(shape):
        return Image(mode, (_size("W"), _size("H")))
    if mode is None:
        if len(shape) == 2:
            mode = "F" if obj.dtype in (np.float32, np.float64) else "L"
        elif known(shape[2]) and shape[2] in (2, 3, 4):
            mode = ("LA", "RGB", "RGBA")[shape[2] - 2]
    return Image(mode, (shape[1], shape[0]))


def merge(mode, bands):
    return Image(mode, bands[0].size)


def blend(im1, im2, alpha):
    return im1.copy()


def composite(image1, image2, mask):
    return image1.copy()


def alpha_composite(im1, im2):
    return im1.copy()
