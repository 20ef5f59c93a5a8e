import torch
import torch.nn as nn
import torch.nn.functional as F


def pad_to_training_size(volume, training_size):
    """Zeros on both sides of each axis of (b, c, z, y, x) that is smaller than in training."""
    _, _, z, y, x = volume.shape
    if z < training_size[0]:
        diff = (training_size[0] - z + 1) // 2
        volume = F.pad(volume, (0, 0, 0, 0, diff, diff))
    if y < training_size[1]:
        diff = (training_size[1] - y + 1) // 2
        volume = F.pad(volume, (0, 0, diff, diff, 0, 0))
    if x < training_size[2]:
        diff = (training_size[2] - x + 1) // 2
        volume = F.pad(volume, (diff, diff, 0, 0, 0, 0))
    return volume


class Net(nn.Module):
    def __init__(self, classes=4):
        super().__init__()
        self.body = nn.Sequential(nn.Conv3d(1, 8, 3, padding=1), nn.ReLU(), nn.Conv3d(8, classes, 1))

    def forward(self, volume):
        return self.body(volume)


torch.manual_seed(0)
scan = torch.rand(1, 1, 20, 48, 40)
out = Net()(pad_to_training_size(scan, (32, 32, 48)))
