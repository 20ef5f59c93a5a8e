import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset


class RGBD(Dataset):
    def __init__(self, n, size=64):
        self.images = torch.rand(n, 3, size, size)
        self.masks = (torch.rand(n, 1, size, size) > 0.5).float()
        self.depths = torch.rand(n, size, size)

    def __getitem__(self, i):
        return self.images[i], self.masks[i], self.depths[i]

    def __len__(self):
        return len(self.images)


class Decoder(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.predict = nn.Conv2d(channels, 1, 1)

    def forward(self, x, size):
        x = F.relu(self.conv(x))
        return F.interpolate(self.predict(x), size=size, mode="bilinear", align_corners=False)


class CoNet(nn.Module):
    def __init__(self, channels=16):
        super().__init__()
        self.backbone = nn.Sequential(nn.Conv2d(3, channels, 3, 2, 1), nn.ReLU(), nn.Conv2d(channels, channels, 3, 2, 1))
        self.saliency, self.depth = Decoder(channels), Decoder(channels)

    def forward(self, image):
        x = self.backbone(image)
        return self.saliency(x, image.shape[2:]), self.depth(x, image.shape[2:])


class Trainer:
    def __init__(self, model, loader, lr=1e-3):
        self.model, self.loader = model, loader
        self.optim = torch.optim.SGD(model.parameters(), lr=lr)

    def train_epoch(self):
        for image, mask, depth in self.loader:
            self.optim.zero_grad()
            pred_mask, pred_depth = self.model(image)
            loss1 = F.binary_cross_entropy_with_logits(pred_mask, mask)
            loss2 = F.smooth_l1_loss(pred_depth, depth, reduction="mean")  # warning: [stray-axis]
            loss = loss1 + 0.5 * loss2
            loss.backward()
            self.optim.step()
        return loss.detach()


torch.manual_seed(0)
out = Trainer(CoNet(), DataLoader(RGBD(16), batch_size=4)).train_epoch()
