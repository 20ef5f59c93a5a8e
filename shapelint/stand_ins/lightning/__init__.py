"""lightning: pytorch_lightning under its newer name, and what Fabric passes through."""

from pytorch_lightning import Callback, LightningDataModule, LightningModule, Trainer, seed_everything

from lightning import pytorch


class Fabric:
    def __init__(self, *args, **kwargs):
        pass

    def launch(self, *args, **kwargs):
        pass

    def setup(self, module, *optimizers, **kwargs):
        return (module, *optimizers) if optimizers else module

    def setup_module(self, module, **kwargs):
        return module

    def setup_optimizers(self, *optimizers):
        return optimizers[0] if len(optimizers) == 1 else optimizers

    def setup_dataloaders(self, *dataloaders, **kwargs):
        return dataloaders[0] if len(dataloaders) == 1 else list(dataloaders)

    def backward(self, tensor, *args, **kwargs):
        tensor.backward()

    def seed_everything(self, seed=None, **kwargs):
        return seed
