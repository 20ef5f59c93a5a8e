"""A step is called with batches of the loader that the trainer is given: its target has no axis of one."""

import pytorch_lightning as pl
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset


class Houses(Dataset):
    def __len__(self):
        return 64

    def __getitem__(self, index):
        return torch.rand(8), float(index)


class Price(pl.LightningModule):
    def __init__(self, features=8):
        super().__init__()
        self.save_hyperparameters()
        self.layer = nn.Linear(self.hparams.features, 1)

    def training_step(self, batch, batch_idx):
        x, y = batch
        reveal_shape(y)  # (16,)
        return nn.functional.binary_cross_entropy_with_logits(self.layer(x), y)  # error: [target-mismatch]

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters())


if __name__ == "__main__":
    trainer = pl.Trainer(max_epochs=1, logger=False, enable_checkpointing=False, enable_progress_bar=False)
    trainer.fit(Price(), DataLoader(Houses(), batch_size=16, shuffle=True))
