"""pytorch_lightning: the trainer calls the steps of a module with the batches of the loaders."""

import inspect

from easydict import EasyDict
from shapelint.stand_in import arguments_of_caller, known, unknown
from torch import nn


class _HyperParameters:
    """What `save_hyperparameters` keeps: the arguments of `__init__`, or what it is given."""

    def save_hyperparameters(self, *args, ignore=None, frame=None, logger=True):
        given = arguments_of_caller()
        left_out = [ignore] if isinstance(ignore, str) else ignore
        if not args:
            chosen = given
        elif all(isinstance(one, str) for one in args):
            chosen = {name: given[name] for name in args if name in given}
        else:
            chosen = args[0] if isinstance(args[0], dict) or not known(args[0]) else vars(args[0])
        if not known(chosen):
            self.hparams = chosen
            return
        self.hparams = EasyDict({name: one for name, one in chosen.items() if left_out is None or name not in left_out})


class LightningModule(nn.Module, _HyperParameters):
    def __init__(self, *args, **kwargs):
        super().__init__()
        self.automatic_optimization = True

    @classmethod
    def load_from_checkpoint(cls, checkpoint_path, *args, **kwargs):
        return unknown("a module that stands in a file")

    def log(self, *args, **kwargs):
        pass

    def log_dict(self, *args, **kwargs):
        pass

    def print(self, *args, **kwargs):
        pass

    def toggle_optimizer(self, *args, **kwargs):
        pass

    def untoggle_optimizer(self, *args, **kwargs):
        pass

    def clip_gradients(self, *args, **kwargs):
        pass

    def manual_backward(self, loss, *args, **kwargs):
        loss.backward()

    def optimizers(self, use_pl_optimizer=True):
        made = _optimizers_of(self.configure_optimizers()) if hasattr(self, "configure_optimizers") else []
        return made[0] if len(made) == 1 else made

    def lr_schedulers(self):
        return unknown("the schedulers of a module")


class LightningDataModule(_HyperParameters):
    def __init__(self, *args, **kwargs):
        pass

    def prepare_data(self):
        pass

    def setup(self, stage=None):
        pass

    def teardown(self, stage=None):
        pass


class Callback:
    pass


def _optimizers_of(made):
    """The optimisers in what `configure_optimizers` gives."""
    if isinstance(made, tuple) and len(made) == 2 and isinstance(made[0], (list, tuple)):
        made = made[0]
    if isinstance(made, dict):
        return [made["optimizer"]]
    if isinstance(made, (list, tuple)):
        return [one["optimizer"] if isinstance(one, dict) else one for one in made]
    return [made]


def _is_own(step):
    return step is not None and known(step)


class Trainer:
    def __init__(self, *args, **kwargs):
        self.logger = unknown("a logger")
        self.datamodule = None

    @classmethod
    def from_argparse_args(cls, args, **kwargs):
        return cls()

    @staticmethod
    def add_argparse_args(parent_parser, **kwargs):
        parent_parser.is_open = True
        return parent_parser

    def fit(self, model, train_dataloaders=None, val_dataloaders=None, datamodule=None, ckpt_path=None, **kwargs):
        if isinstance(train_dataloaders, LightningDataModule):
            datamodule = train_dataloaders
            train_dataloaders = None
        self._prepare(model, datamodule, "fit")
        if val_dataloaders is None:
            val_dataloaders = self._loaders(model, datamodule, "val_dataloader")
        if train_dataloaders is None:
            train_dataloaders = kwargs.get("train_dataloader", self._loaders(model, datamodule, "train_dataloader"))
        if hasattr(model, "configure_optimizers"):
            model.configure_optimizers()
        model.eval()
        self._run(model, "validation_step", val_dataloaders)
        model.train()
        for name in ("on_fit_start", "on_train_start", "on_train_epoch_start"):
            self._hook(model, name)
        self._run(model, "training_step", train_dataloaders)

    def validate(self, model=None, dataloaders=None, ckpt_path=None, verbose=True, datamodule=None, **kwargs):
        self._evaluate(model, dataloaders, datamodule, "validate", "validation_step", "val_dataloader")

    def test(self, model=None, dataloaders=None, ckpt_path=None, verbose=True, datamodule=None, **kwargs):
        self._evaluate(model, dataloaders, datamodule, "test", "test_step", "test_dataloader")

    def predict(self, model=None, dataloaders=None, datamodule=None, **kwargs):
        self._evaluate(model, dataloaders, datamodule, "predict", "predict_step", "predict_dataloader")
        return unknown("what a module predicts")

    def save_checkpoint(self, filepath, **kwargs):
        pass

    @property
    def callback_metrics(self):
        return unknown("what was logged")

    def _prepare(self, model, datamodule, stage):
        self.model = model
        model.trainer = self
        if datamodule is not None and known(datamodule):
            self.datamodule = datamodule
            datamodule.trainer = self
            datamodule.prepare_data()
            datamodule.setup(stage)
        self._hook(model, "prepare_data")
        if hasattr(model, "setup") and known(model.setup):
            model.setup(stage)

    def _evaluate(self, model, loaders, datamodule, stage, step, loader):
        if isinstance(loaders, LightningDataModule):
            datamodule = loaders
            loaders = None
        if model is None:
            model = self.model
        if datamodule is None:
            datamodule = self.datamodule
        self._prepare(model, datamodule, stage)
        if loaders is None:
            loaders = self._loaders(model, datamodule, loader)
        model.eval()
        self._run(model, step, loaders)

    def _loaders(self, model, datamodule, name):
        for owner in (datamodule, model):
            if owner is not None and hasattr(owner, name) and known(getattr(owner, name)):
                return getattr(owner, name)()
        return None

    def _hook(self, model, name):
        if hasattr(model, name) and known(getattr(model, name)):
            getattr(model, name)()

    def _run(self, model, name, loaders):
        if loaders is None or not known(loaders) or not hasattr(model, name):
            return
        step = getattr(model, name)
        if not known(step):
            return
        several = isinstance(loaders, (list, tuple))
        if (several and name == "training_step") or isinstance(loaders, dict):
            return  # batches of several loaders at once
        count = len(inspect.signature(step).parameters)
        for index, loader in enumerate(loaders if several else [loaders]):
            for number, batch in enumerate(loader):
                if count == 1:
                    step(batch)
                elif count == 2 or (name != "training_step" and not several):
                    step(batch, number)
                elif name != "training_step":
                    step(batch, number, index)
                else:
                    for which in range(len(_optimizers_of(model.configure_optimizers()))):
                        step(batch, number, which)


def seed_everything(seed=None, workers=False, verbose=True):
    return seed
