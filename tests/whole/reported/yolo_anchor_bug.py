import torch
from torch import nn


class DetectionHead(nn.Module):
    def __init__(self, cin=64, anchors=3, classes=5):
        super().__init__()
        self.na, self.no = anchors, 5 + classes
        self.conv = nn.Conv2d(cin, self.na * self.no, 1)

    def forward(self, x):
        """Gives (batch, anchors, rows, columns, 5 + classes)."""
        p = self.conv(x)
        bs, _, ny, nx = p.shape
        p = p.view(bs, self.na, ny, nx, self.no)  # warning: [moved-by-view]
        xy = p[..., 0:2].sigmoid()
        wh = p[..., 2:4].exp()
        conf = p[..., 4:].sigmoid()
        return torch.cat([xy, wh, conf], dim=-1)


head = DetectionHead()
out = head(torch.randn(2, 64, 13, 17))
