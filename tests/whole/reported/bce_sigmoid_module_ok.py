import torch
from torch import nn


class UNetHead(nn.Module):
    def __init__(self, activation="sigmoid"):
        super().__init__()
        self.conv = nn.Conv2d(8, 1, 1)
        self.activation = nn.Sigmoid() if activation == "sigmoid" else nn.Identity()

    def forward(self, x):
        return self.activation(self.conv(x))


class SegNet(nn.Module):
    def __init__(self, activation="none"):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU())
        self.head = UNetHead(activation)

    def forward(self, x):
        return self.head(self.body(x))


class BCEDiceLoss(nn.Module):
    def __init__(self):
        super().__init__()
        self.bce = nn.BCEWithLogitsLoss()

    def forward(self, logits, target):
        bce = self.bce(logits, target)
        probs = logits.sigmoid().flatten(1)
        target = target.flatten(1)
        dice = 1 - (2 * (probs * target).sum(1) + 1) / (probs.sum(1) + target.sum(1) + 1)
        return bce + dice.mean()


model, criterion = SegNet(), BCEDiceLoss()
images, masks = torch.rand(2, 3, 16, 16), torch.randint(0, 2, (2, 1, 16, 16)).float()
out = criterion(model(images), masks)
