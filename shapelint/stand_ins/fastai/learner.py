"""fastai.learner: training is calling the model with batches, and the loss with what it gives."""

from shapelint.stand_in import known, unknown

from fastai.data.core import DataLoaders


class Learner:
    def __init__(self, dls, model, loss_func=None, opt_func=None, lr=0.001, splitter=None, cbs=None, metrics=None,
                 **kwargs):  # fmt: skip
        self.dls = dls
        self.model = model
        self.loss_func = loss_func
        self.recorder = unknown("what a learner recorded")
        self._plain = cbs is None  # a callback may change batches

    def fit(self, n_epoch, lr=None, wd=None, cbs=None, **kwargs):
        if not self._plain or cbs is not None or not isinstance(self.dls, DataLoaders):
            return
        self.model.train()
        self._all_batches(self.dls.train)
        if len(self.dls.loaders) > 1:
            self.model.eval()
            self._all_batches(self.dls.valid)

    def fit_one_cycle(self, n_epoch, lr_max=None, cbs=None, **kwargs):
        self.fit(n_epoch, cbs=cbs)

    def fit_flat_cos(self, n_epoch, lr=None, cbs=None, **kwargs):
        self.fit(n_epoch, cbs=cbs)

    def lr_find(self, *args, **kwargs):
        self.fit(1)
        return unknown("learning rates")

    def validate(self, ds_idx=1, dl=None, cbs=None):
        if self._plain and cbs is None and isinstance(self.dls, DataLoaders):
            self.model.eval()
            self._all_batches(self.dls[ds_idx] if dl is None else dl)
        return unknown("losses and metrics")

    def add_cb(self, cb):
        self._plain = False
        return self

    def add_cbs(self, cbs):
        self._plain = False
        return self

    def to_fp16(self, **kwargs):
        return self

    def save(self, file, **kwargs):
        pass

    def load(self, file, **kwargs):
        return self

    def summary(self):
        return unknown("a text")

    def _all_batches(self, loader):
        if not known(loader):
            return
        for batch in loader:
            if not known(batch) or not isinstance(batch, (tuple, list)):
                continue
            inputs = 1 if len(batch) == 1 else len(batch) - 1
            given = self.model(*batch[:inputs])
            if self.loss_func is not None:
                self.loss_func(given, *batch[inputs:])
