"""fastai.data.core: the loaders of a learner."""

from fastai.data.load import DataLoader
from shapelint.stand_in import unknown


class DataLoaders:
    def __init__(self, *loaders, path=".", device=None):
        self.loaders = list(loaders)
        self.path = path

    @classmethod
    def from_dsets(cls, *ds, path=".", bs=64, device=None, **kwargs):
        if [name for name in kwargs if name != "num_workers"]:
            return unknown("loaders that change what they load")
        made = [DataLoader(one, bs=bs, shuffle=i == 0, drop_last=i == 0) for i, one in enumerate(ds)]
        return cls(*made, path=path)

    @property
    def train(self):
        return self.loaders[0]

    @property
    def valid(self):
        return self.loaders[1]

    @property
    def train_ds(self):
        return self.train.dataset

    @property
    def valid_ds(self):
        return self.valid.dataset

    def __getitem__(self, index):
        return self.loaders[index]

    def one_batch(self):
        return next(iter(self.loaders[0]))

    def to(self, device):
        return self

    def cuda(self):
        return self

    def cpu(self):
        return self
