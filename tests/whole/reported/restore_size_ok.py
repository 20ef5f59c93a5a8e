import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset


class Photos(Dataset):
    """Photos of one size, with the (width, height) that they had."""

    SIZES = [(80, 60), (100, 50), (64, 48), (90, 70)]

    def __len__(self):
        return len(self.SIZES)

    def __getitem__(self, i):
        return {"image": torch.rand(3, 64, 64), "size": self.SIZES[i], "name": f"{i}.png"}


class SaliencyNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 1, 1))

    def forward(self, x):
        return self.net(x)


@torch.no_grad()
def predict(model, loader):
    maps = []
    for sample in loader:
        orig_w, orig_h = sample["size"]
        logits = model(sample["image"])
        pred = F.interpolate(logits, size=(int(orig_h), int(orig_w)), mode="bilinear", align_corners=False)
        maps.append(pred.sigmoid()[0, 0])
    return maps


torch.manual_seed(0)
out = predict(SaliencyNet().eval(), DataLoader(Photos(), batch_size=1))[0]
