"""What a trainer gives the steps of a module: the batches of its loaders."""

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
import pytorch_lightning as pl
from argparse import Namespace


class Numbers(pl.LightningDataModule):
    def __init__(self, batch_size=32, features=10):
        super().__init__()
        self.save_hyperparameters()

    def setup(self, stage=None):
        self.train = TensorDataset(torch.rand(100, self.hparams.features), torch.randint(0, 3, (100,)))

    def train_dataloader(self):
        return DataLoader(self.train, batch_size=self.hparams.batch_size)

    def val_dataloader(self):
        return [DataLoader(self.train, batch_size=50), DataLoader(self.train, batch_size=100)]


class Net(pl.LightningModule):
    def __init__(self, features=10, width=20, **kwargs):
        super().__init__()
        self.save_hyperparameters(ignore=["width"])
        reveal_shape(dict(self.hparams))  # {'features': 10, 'depth': 2}
        self.body = nn.Sequential(nn.Linear(self.hparams["features"], width), nn.ReLU(), nn.Linear(width, 3))

    def forward(self, x):
        return self.body(x)

    def training_step(self, batch, batch_idx):
        x, y = batch
        loss = F.cross_entropy(self(x), y)
        reveal_shape(x)  # (32, 10); (4, 10)
        self.log("train_loss", loss)
        return loss

    def validation_step(self, batch, batch_idx, dataloader_idx):
        x, y = batch
        reveal_shape((dataloader_idx, x.shape, self.training))  # (0, (50, 10), False); (1, (100, 10), False)

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=1e-3)


trainer = pl.Trainer(
    max_epochs=1, logger=False, enable_checkpointing=False, enable_progress_bar=False, num_sanity_val_steps=4
)
model = Net(depth=2)
trainer.fit(model, datamodule=Numbers())


class Two(pl.LightningModule):
    def __init__(self, args):
        super().__init__()
        self.save_hyperparameters(args)
        self.automatic_optimization = False
        self.a, self.b = nn.Linear(self.hparams.width, 2), nn.Linear(2, 1)

    def training_step(self, batch):
        one, two = self.optimizers()
        (x,) = batch
        self.manual_backward(self.b(self.a(x)).mean())
        reveal_shape(x)  # (8, 4)
        one.step()

    def configure_optimizers(self):
        return torch.optim.SGD(self.a.parameters(), 0.1), torch.optim.SGD(self.b.parameters(), 0.1)


pl.Trainer(max_epochs=1, logger=False, enable_checkpointing=False, enable_progress_bar=False).fit(
    Two(Namespace(width=4)), DataLoader(TensorDataset(torch.rand(16, 4)), batch_size=8)
)
