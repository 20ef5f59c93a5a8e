import torch
import torch.nn as nn
import torch.nn.functional as F


class FaceMeshBlock(nn.Module):
    """Residual block of the TFLite model.

    The original uses padding="same" everywhere, also where it strides.
    """

    def __init__(self, in_channels, out_channels, kernel_size=3, stride=1):
        super().__init__()
        self.stride = stride
        self.channel_pad = out_channels - in_channels
        if stride == 2:
            self.max_pool = nn.MaxPool2d(kernel_size=stride, stride=stride)
            padding = 0
        else:
            padding = (kernel_size - 1) // 2
        self.convs = nn.Sequential(
            nn.Conv2d(in_channels, in_channels, kernel_size, stride, padding, groups=in_channels),
            nn.Conv2d(in_channels, out_channels, 1),
        )
        self.act = nn.PReLU(out_channels)

    def forward(self, x):
        if self.stride == 2:
            h = x
            h = F.pad(x, (0, 1, 0, 1))
            x = self.max_pool(x)
        else:
            h = x
        if self.channel_pad > 0:
            x = F.pad(x, (0, 0, 0, 0, 0, self.channel_pad))
        return self.act(self.convs(h) + x)


class FaceMesh(nn.Module):
    """20 landmarks of a 192x192 crop; weights are converted from TensorFlow."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 16, 3, stride=2, padding=0)
        self.backbone = nn.Sequential(
            FaceMeshBlock(16, 16), FaceMeshBlock(16, 32, stride=2), FaceMeshBlock(32, 32),
            FaceMeshBlock(32, 64, stride=2), FaceMeshBlock(64, 64), FaceMeshBlock(64, 128, stride=2),
        )
        self.coord = nn.Conv2d(128, 60, 12)

    def forward(self, x):
        x = F.pad(x, (0, 1, 0, 1))
        x = self.backbone(self.stem(x))
        return self.coord(x).reshape(x.size(0), 20, 3)


torch.manual_seed(0)
net = FaceMesh().eval()
faces = torch.rand(2, 3, 192, 192) * 2 - 1
out = net(faces).detach()
