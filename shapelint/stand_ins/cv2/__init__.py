"""cv2: pictures are arrays (height, width, channels); sizes are given as (width, height)."""

import numpy as np
from shapelint.stand_in import known, size, unknown

IMREAD_UNCHANGED = -1
IMREAD_GRAYSCALE = 0
IMREAD_COLOR = 1
IMREAD_COLOR_RGB = 256
INTER_NEAREST = 0
INTER_LINEAR = 1
INTER_CUBIC = 2
INTER_AREA = 3
INTER_LANCZOS4 = 4
COLOR_BGR2GRAY = "GRAY"
COLOR_RGB2GRAY = "GRAY"
COLOR_BGRA2GRAY = "GRAY"
COLOR_GRAY2BGR = "BGR"
COLOR_GRAY2RGB = "RGB"
COLOR_BGR2RGB = "RGB"
COLOR_RGB2BGR = "BGR"
COLOR_BGR2HSV = "HSV"
COLOR_RGB2HSV = "HSV"
COLOR_HSV2BGR = "BGR"
COLOR_HSV2RGB = "RGB"
COLOR_BGR2LAB = "LAB"
COLOR_RGB2LAB = "LAB"
COLOR_BGR2YUV = "YUV"
COLOR_BGR2YCrCb = "YUV"
COLOR_BGRA2BGR = "BGR"
COLOR_BGRA2RGB = "RGB"
COLOR_RGBA2RGB = "RGB"
COLOR_BGR2BGRA = "BGRA"
COLOR_BGR2RGBA = "RGBA"
COLOR_RGB2RGBA = "RGBA"
ROTATE_90_CLOCKWISE = 0
ROTATE_180 = 1
ROTATE_90_COUNTERCLOCKWISE = 2


def imread(filename, flags=1):
    height, width = size("H"), size("W")
    if not known(flags) or flags == IMREAD_UNCHANGED:
        return unknown("a picture with an unknown number of channels")
    if flags == IMREAD_GRAYSCALE:
        return np.zeros((height, width), dtype="uint8")
    return np.zeros((height, width, 3), dtype="uint8")


def imdecode(buf, flags):
    return imread("", flags)


def imwrite(filename, img, params=None):
    return True


def resize(src, dsize=None, dst=None, fx=None, fy=None, interpolation=1):
    if not known(src) or not known(src.shape):
        return unknown("a picture of unknown size")
    if dsize is not None and known(dsize):
        width, height = dsize
    else:
        width, height = size("W"), size("H")
    rest = src.shape[2:]
    if len(rest) == 1 and known(rest[0]) and rest[0] == 1:
        rest = ()  # an axis of one channel is lost
    return np.zeros((height, width, *rest), dtype=src.dtype)


def cvtColor(src, code, dst=None, dstCn=0):
    if not known(src) or not known(src.shape) or not isinstance(code, str):
        return unknown("a picture in other colours")
    height, width = src.shape[:2]
    if code == "GRAY":
        return np.zeros((height, width), dtype=src.dtype)
    return np.zeros((height, width, len(code)), dtype=src.dtype)


def flip(src, flipCode, dst=None):
    return src


def rotate(src, rotateCode, dst=None):
    if not known(src) or not known(src.shape) or not known(rotateCode):
        return unknown("a picture that is turned")
    if rotateCode == ROTATE_180:
        return src
    return np.zeros((src.shape[1], src.shape[0], *src.shape[2:]), dtype=src.dtype)


def copyMakeBorder(src, top, bottom, left, right, borderType, dst=None, value=None):
    if not known(src) or not known(src.shape):
        return unknown("a picture with a border")
    return np.zeros((src.shape[0] + top + bottom, src.shape[1] + left + right, *src.shape[2:]), dtype=src.dtype)


def GaussianBlur(src, ksize, sigmaX, *args, **kwargs):
    return src


def blur(src, ksize, *args, **kwargs):
    return src


def medianBlur(src, ksize, dst=None):
    return src


def warpAffine(src, M, dsize, *args, **kwargs):
    return resize(src, dsize)


def warpPerspective(src, M, dsize, *args, **kwargs):
    return resize(src, dsize)


def threshold(src, thresh, maxval, type, dst=None):
    return thresh, src


def split(m, mv=None):
    if not known(m) or not known(m.shape) or len(m.shape) < 3 or not isinstance(m.shape[2], int):
        return unknown("the channels of a picture")
    return tuple([np.zeros(m.shape[:2], dtype=m.dtype) for _ in range(m.shape[2])])


def merge(mv, dst=None):
    return np.stack(list(mv), axis=-1)
