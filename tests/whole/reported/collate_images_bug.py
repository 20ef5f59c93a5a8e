import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset


class Scenes(Dataset):
    def __init__(self):
        self.sizes = [(120, 160), (100, 180), (128, 140), (90, 170)]

    def __len__(self):
        return len(self.sizes)

    def __getitem__(self, i):
        h, w = self.sizes[i]
        return torch.rand(3, h, w), i % 2


def collate(samples):
    """Pads every image at the bottom and the right to the largest height and width of the batch."""
    images, labels = zip(*samples)
    max_h = max(img.shape[1] for img in images)
    max_w = max(img.shape[2] for img in images)
    padded = []
    for img in images:
        pad_h = max_h - img.shape[1]
        pad_w = max_w - img.shape[2]
        img = F.pad(img, (0, pad_h, 0, pad_w))  # warning: [pad-order]
        padded.append(F.interpolate(img[None], size=(96, 128), mode="bilinear", align_corners=False)[0])
    return torch.stack(padded), torch.tensor(labels)


net = nn.Sequential(nn.Conv2d(3, 8, 3, stride=2, padding=1), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 2))
loader = DataLoader(Scenes(), batch_size=4, collate_fn=collate)
for images, labels in loader:
    out = net(images)
    loss = F.cross_entropy(out, labels)
    loss.backward()
