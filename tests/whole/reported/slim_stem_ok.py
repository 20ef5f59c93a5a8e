import torch
import torch.nn as nn
import torch.nn.functional as F


class Backbone(nn.Module):
    """The detector's backbone."""

    def __init__(self):
        super().__init__()
        self.pad = nn.ZeroPad2d((0, 1, 0, 1))
        # net = slim.conv2d(images, 32, [3, 3], stride=2, padding='SAME', scope='Conv2d_0')
        self.conv0 = nn.Conv2d(3, 32, 3, stride=2)
        self.bn0 = nn.BatchNorm2d(32, eps=0.001)
        self.conv1 = nn.Conv2d(32, 32, 3, padding=1, groups=32)
        self.conv2 = nn.Conv2d(32, 64, 1)

    def forward(self, images):
        images = self.pad(images)
        x = F.relu6(self.bn0(self.conv0(images)))
        return self.conv2(F.relu6(self.conv1(x)))


torch.manual_seed(0)
out = Backbone().eval()(torch.rand(1, 3, 96, 96)).detach()
