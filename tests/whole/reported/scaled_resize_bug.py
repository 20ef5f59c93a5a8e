import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiScale(nn.Module):
    """Runs a network on the picture in several scales and averages the scores."""

    def __init__(self, net, scales=(0.5, 1.0, 1.5)):
        super().__init__()
        self.net, self.scales = net, scales

    def forward(self, image):
        height, width = image.shape[2], image.shape[3]
        total = 0
        for scale in self.scales:
            size = (int(width * scale), int(height * scale))
            x = F.interpolate(image, size=size, mode="bilinear", align_corners=False)  # warning: [pad-order]
            scores = self.net(x)
            total = total + F.interpolate(scores, size=(height, width), mode="bilinear", align_corners=False)
        return total / len(self.scales)


class Tiny(nn.Module):
    def __init__(self, classes=4):
        super().__init__()
        self.net = nn.Sequential(
            nn.Conv2d(3, 12, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(12, 12, 3, padding=1), nn.ReLU(), nn.Conv2d(12, classes, 1)
        )

    def forward(self, x):
        return self.net(x)


@torch.no_grad()
def segment(model, loader):
    return [model(batch).argmax(1) for batch in loader]


torch.manual_seed(0)
model = MultiScale(Tiny()).eval()
with torch.no_grad():
    out = model(torch.rand(1, 3, 60, 100))
