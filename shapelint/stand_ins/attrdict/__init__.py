"""attrdict: a dictionary whose keys are attributes."""

from easydict import EasyDict


class AttrDict(EasyDict):
    pass
