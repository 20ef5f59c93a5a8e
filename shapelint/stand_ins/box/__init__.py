"""box: a dictionary whose keys are attributes."""

from easydict import EasyDict


class Box(EasyDict):
    pass
