import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset


class Pictures(Dataset):
    SIZES = [(40, 56), (48, 48), (32, 60), (44, 50)]

    def __len__(self):
        return len(self.SIZES)

    def __getitem__(self, i):
        h, w = self.SIZES[i]
        return torch.rand(3, h, w), torch.tensor([0.5, 0.5, 0.2, 0.2])


def pad_image(image, max_h, max_w):
    """Fills an image with zeros below and on the right, up to the largest of its batch."""
    h, w = image.shape[-2:]
    return F.pad(image, (0, max_h - h, 0, max_w - w))  # warning: [pad-order]


def collate(samples):
    side = max(max(image.shape[-2:]) for image, _ in samples)
    images = torch.stack([pad_image(image, side, side) if image.shape[-2:] != (side, side) else image for image, _ in samples])
    return images, torch.stack([box for _, box in samples])


class Detector(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, 16, 7, stride=4, padding=3), nn.ReLU(), nn.Conv2d(16, 16, 3, 2, 1), nn.ReLU())
        self.box = nn.Linear(16, 4)

    def forward(self, images):
        return self.box(self.body(images).mean(dim=(2, 3))).sigmoid()


torch.manual_seed(0)
net = Detector()
out = pad_image(torch.ones(3, 40, 56), 64, 64).sum(dim=0)
