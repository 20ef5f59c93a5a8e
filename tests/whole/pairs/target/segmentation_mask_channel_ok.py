import torch
from torch import nn


class Segmenter(nn.Module):
    def __init__(self, classes=21):
        super().__init__()
        self.enc = nn.Sequential(nn.Conv2d(3, 16, 3, 2, 1), nn.ReLU(), nn.Conv2d(16, 32, 3, 2, 1), nn.ReLU())
        self.dec = nn.Conv2d(32, classes, 1)
        self.up = nn.Upsample(scale_factor=4, mode="bilinear", align_corners=False)

    def forward(self, x):
        return self.up(self.dec(self.enc(x)))


def pixel_loss(prediction, mask):
    return nn.functional.cross_entropy(prediction, mask.squeeze(1), ignore_index=255)


images = torch.rand(2, 3, 64, 64)
masks = torch.randint(0, 21, (2, 1, 64, 64))
pixel_loss(Segmenter()(images), masks).backward()
