"""imageio: pictures are arrays (height, width, channels), grey ones (height, width); which, the mode says."""

import numpy as np
from shapelint.stand_in import known, rounds, size, unknown

MODES = {"L": (), "F": (), "I": (), "1": (), "RGB": (3,), "RGBA": (4,), "CMYK": (4,), "YCbCr": (3,), "HSV": (3,)}
TYPES = {"F": "float32", "I": "int32", "1": "bool"}
VIDEOS = (".mp4", ".avi", ".mov", ".mkv", ".webm", ".wmv")


def _picture(mode):
    if not known(mode) or mode not in MODES:
        return unknown("whether a picture has colours is not known")
    return np.zeros((size("H"), size("W"), *MODES[mode]), dtype=TYPES.get(mode, "uint8"))


def _frames(uri):
    """The pictures of a video, which have three channels."""
    if not known(uri) or not isinstance(uri, str) or not uri.endswith(VIDEOS):
        return unknown("the pictures of a file")
    height, width = size("H"), size("W")
    return rounds(_frame(height, width), rest=_frame(height, width), count=size("frames"))


def _frame(height, width):
    return np.zeros((height, width, 3), dtype="uint8")


def imread(uri, format=None, *, pilmode=None, as_gray=False, **kwargs):
    if known(as_gray) and as_gray:
        return np.zeros((size("H"), size("W")), dtype="float32")
    return _picture(pilmode)


def mimread(uri, format=None, memtest="256MB", **kwargs):
    return _frames(uri)


def imwrite(uri, im, format=None, **kwargs):
    pass


imsave = imwrite


def mimwrite(uri, ims, format=None, **kwargs):
    pass


mimsave = mimwrite


class _Reader:
    def __init__(self, uri):
        self._uri = uri
        self._height = size("H")
        self._width = size("W")

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False

    def __iter__(self):
        if known(self._uri) and isinstance(self._uri, str) and self._uri.endswith(VIDEOS):
            frame = self.get_data(0)
            return rounds(frame, rest=frame, count=size("frames"))
        return unknown("the pictures of a file")

    def iter_data(self):
        return iter(self)

    def get_data(self, index):
        if known(self._uri) and isinstance(self._uri, str) and self._uri.endswith(VIDEOS):
            return _frame(self._height, self._width)
        return unknown("a picture of a file")

    def get_meta_data(self, index=None):
        return unknown("what a file tells of its pictures")

    def count_frames(self):
        return size("frames")

    def close(self):
        pass


def get_reader(uri, format=None, mode="?", **kwargs):
    return _Reader(uri)
