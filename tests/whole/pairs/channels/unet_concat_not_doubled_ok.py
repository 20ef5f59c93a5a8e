import torch
import torch.nn as nn


def twice(n_in, n_out):
    return nn.Sequential(
        nn.Conv2d(n_in, n_out, 3, padding=1), nn.ReLU(inplace=True),
        nn.Conv2d(n_out, n_out, 3, padding=1), nn.ReLU(inplace=True),
    )


class RoadNet(nn.Module):
    """Roads in aerial photos: three scales down, two back up."""

    def __init__(self, n_class):
        super().__init__()
        self.fine = twice(3, 64)
        self.middle = twice(64, 128)
        self.coarse = twice(128, 256)
        self.shrink = nn.MaxPool2d(2)
        self.grow = nn.Upsample(scale_factor=2, mode='bilinear', align_corners=True)
        self.join_middle = twice(128 + 256, 128)
        self.join_fine = twice(128 + 64, 64)
        self.label = nn.Conv2d(64, n_class, 1)

    def forward(self, photo):
        fine = self.fine(photo)
        middle = self.middle(self.shrink(fine))
        x = self.coarse(self.shrink(middle))
        x = self.join_middle(torch.cat([self.grow(x), middle], dim=1))
        x = torch.cat([self.grow(x), fine], dim=1)
        x = self.join_fine(x)
        return self.label(x)
