"""ml_collections: a dictionary whose keys are attributes."""

from easydict import EasyDict


class ConfigDict(EasyDict):
    pass
