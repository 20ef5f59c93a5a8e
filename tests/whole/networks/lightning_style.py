"""A module with its training in it, on a small base class that does what such frameworks do."""

import inspect

import torch
import torch.nn.functional as F
from torch import nn


class LightningModule(nn.Module):
    """Keeps the constructor's arguments as `hparams`, and the values logged."""

    def __init__(self):
        super().__init__()
        self.logged = {}

    def save_hyperparameters(self):
        frame = inspect.currentframe().f_back
        names = inspect.signature(type(self).__init__).parameters
        self.hparams = {k: frame.f_locals[k] for k in names if k != "self"}

    def log(self, name, value, prog_bar=False):
        self.logged[name] = float(value)

    @property
    def device(self):
        return next(self.parameters()).device


class LitClassifier(LightningModule):
    def __init__(self, hidden=32, rate=1e-3, classes=10, side=28):
        super().__init__()
        self.save_hyperparameters()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(side * side, hidden), nn.ReLU(), nn.Linear(hidden, classes))
        self.example_input_array = torch.zeros(1, 1, side, side)

    def forward(self, images):
        return self.net(images)

    def training_step(self, batch, batch_idx):
        images, labels = batch
        scores = self(images)
        loss = F.cross_entropy(scores, labels)
        self.log("accuracy", (scores.argmax(1) == labels).float().mean(), prog_bar=True)
        return loss

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=self.hparams["rate"])


class LitSegmenter(LightningModule):
    def __init__(self, backbone=None, classes=3, aux_weight=0.4):
        super().__init__()
        self.backbone = backbone if backbone is not None else self.default_backbone()
        self.head = nn.Conv2d(self.backbone.out_channels, classes, 1)
        self.aux = nn.Conv2d(self.backbone.out_channels, classes, 3, padding=1)
        self.aux_weight = aux_weight

    @staticmethod
    def default_backbone():
        net = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.BatchNorm2d(8), nn.ReLU(),
                            nn.Conv2d(8, 16, 3, 2, 1), nn.BatchNorm2d(16), nn.ReLU())
        net.out_channels = 16
        return net

    def forward(self, x):
        size = x.shape[-2:]
        features = self.backbone(x)
        return {name: F.interpolate(head(features), size=size, mode="bilinear", align_corners=False)
                for name, head in (("out", self.head), ("aux", self.aux))}

    def _loss(self, outputs, target):
        losses = {name: F.cross_entropy(y, target) for name, y in outputs.items()}
        return losses["out"] + self.aux_weight * losses["aux"]

    def training_step(self, batch, batch_idx):
        x, target = batch
        loss = self._loss(self(x), target)
        self.log("loss", loss, prog_bar=True)
        return loss


class Step(nn.Module):
    """One training step as a module, as a trainer would take it."""

    def __init__(self, module):
        super().__init__()
        self.module = module

    def forward(self, *batch):
        return self.module.training_step(batch, 0)


def classifier_step(**kwargs):
    return Step(LitClassifier(**kwargs))


def segmenter_step():
    return Step(LitSegmenter())


RUNS = [
    ("LitClassifier", {}, [[4, 1, 28, 28]]),
    ("LitSegmenter", {"classes": 5}, [[2, 3, 33, 48]]),
    ("classifier_step", {"hidden": 8}, [[4, 1, 28, 28], ("long", [4])]),
    ("segmenter_step", {}, [[2, 3, 32, 32], ("long", [2, 32, 32])]),
]
