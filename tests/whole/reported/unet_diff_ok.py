import torch
import torch.nn as nn
import torch.nn.functional as F


def double(i, o):
    return nn.Sequential(nn.Conv2d(i, o, 3, padding=1), nn.BatchNorm2d(o), nn.ReLU(inplace=True))


class Up(nn.Module):
    def __init__(self, cin, cout):
        super().__init__()
        self.up = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True)
        self.conv = double(cin, cout)

    def forward(self, x1, x2):
        x1 = self.up(x1)
        dy = torch.tensor([x2.size()[2] - x1.size()[2]])
        dx = torch.tensor([x2.size()[3] - x1.size()[3]])
        x1 = F.pad(x1, (int(dx), 0, int(dy), 0))
        self.padded = x1
        h, w = x1.shape[-2:]
        return self.conv(torch.cat([F.interpolate(x2, size=(h, w)), x1], dim=1))


up = Up(24, 8)
small, skip = torch.rand(1, 16, 10, 15), torch.rand(1, 8, 21, 30)
y = up(small, skip)
out = up.padded
