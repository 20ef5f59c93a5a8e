"""munch: a dictionary whose keys are attributes."""

from easydict import EasyDict


class Munch(EasyDict):
    pass
