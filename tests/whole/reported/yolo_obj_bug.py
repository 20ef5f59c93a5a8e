import torch
import torch.nn as nn


class YoloHead(nn.Module):
    def __init__(self, channels, num_classes=5, anchors=3, stride=8):
        super().__init__()
        self.num_classes, self.anchors, self.stride = num_classes, anchors, stride
        self.conv = nn.Conv2d(channels, anchors * (5 + num_classes), 1)

    def forward(self, x):
        b, _, h, w = x.shape
        p = self.conv(x).view(b, self.anchors, 5 + self.num_classes, h, w).permute(0, 3, 4, 1, 2)
        xy = torch.sigmoid(p[..., 0:2])
        wh = p[..., 2:4]
        conf = torch.sigmoid(p[..., 4:5])  # warning: [loss-of-probabilities]
        cls = torch.sigmoid(p[..., 5:])  # warning: [loss-of-probabilities]
        return xy, wh, conf, cls


class YoloLoss(nn.Module):
    def __init__(self):
        super().__init__()
        self.bce = nn.BCEWithLogitsLoss(reduction="none")

    def forward(self, pred, target):
        xy, wh, conf, cls = pred
        obj = target[..., 4:5]
        loss_xy = (obj * (xy - target[..., 0:2]).square()).sum()
        loss_wh = (obj * (wh - target[..., 2:4]).square()).sum()
        loss_conf = self.bce(conf, obj).sum()
        loss_cls = (obj * self.bce(cls, target[..., 5:])).sum()
        return (loss_xy + loss_wh + loss_conf + loss_cls) / target.size(0)


class Detector(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = nn.Sequential(
            nn.Conv2d(3, 16, 3, 2, 1), nn.LeakyReLU(0.1),
            nn.Conv2d(16, 32, 3, 2, 1), nn.LeakyReLU(0.1),
            nn.Conv2d(32, 64, 3, 2, 1), nn.LeakyReLU(0.1),
        )
        self.head = YoloHead(64)

    def forward(self, x):
        return self.head(self.backbone(x))


torch.manual_seed(0)
net, criterion = Detector(), YoloLoss()
opt = torch.optim.SGD(net.parameters(), lr=1e-4)
for _ in range(2):
    images, target = torch.rand(2, 3, 64, 64), torch.rand(2, 8, 8, 3, 10)
    loss = criterion(net(images), target)
    opt.zero_grad()
    loss.backward()
    opt.step()
out = loss.detach()
