"""addict: a dictionary whose keys are attributes."""

from easydict import EasyDict


class Dict(EasyDict):
    pass
