"""PIL.ImageOps: pictures turned, cut and filled up."""

from shapelint.stand_in import size, unknown

from PIL.Image import Image


def grayscale(image):
    return image.convert("L")


def mirror(image):
    return image.copy()


def flip(image):
    return image.copy()


def invert(image):
    return image.copy()


def equalize(image, mask=None):
    return image.copy()


def autocontrast(image, cutoff=0, ignore=None, mask=None, preserve_tone=False):
    return image.copy()


def exif_transpose(image, *, in_place=False):
    return Image(image.mode, (size("W"), size("H")))


def expand(image, border=0, fill=0):
    if not isinstance(border, int):
        return unknown("a picture with a border")
    return Image(image.mode, (image.size[0] + 2 * border, image.size[1] + 2 * border))


def fit(image, size, method=3, bleed=0.0, centering=(0.5, 0.5)):
    return Image(image.mode, (size[0], size[1]))


def pad(image, size, method=3, color=None, centering=(0.5, 0.5)):
    return Image(image.mode, (size[0], size[1]))
