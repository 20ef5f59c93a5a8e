"""fastai.data.load: a loader as torch's, under other names."""

from torch.utils.data import DataLoader as _DataLoader


class DataLoader(_DataLoader):
    def __init__(self, dataset=None, bs=None, num_workers=0, pin_memory=False, timeout=0, batch_size=None,
                 shuffle=False, drop_last=False, **kwargs):  # fmt: skip
        super().__init__(dataset, bs if batch_size is None else batch_size, shuffle, drop_last=drop_last)
        self.bs = self.batch_size

    def one_batch(self):
        return next(iter(self))

    def to(self, device):
        pass
