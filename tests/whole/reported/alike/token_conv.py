import torch
import torch.nn as nn


class Patches(nn.Module):
    """Four convolutions that halve the size, and a last one that scores patches, as in pix2pix."""

    def __init__(self, dim=8, k=4):
        super().__init__()
        layers, cin = [], 3
        for i in range(3):
            layers += [nn.Conv2d(cin, dim << i, k, stride=2, padding=(k - 1) // 2), nn.LeakyReLU(0.2)]
            cin = dim << i
        layers += [nn.Conv2d(cin, 1, k, stride=1, padding=(k - 1) // 2)]
        self.net = nn.Sequential(*layers)

    def forward(self, x):
        return self.net(x)


out = Patches()(torch.randn(1, 3, 64, 64)).detach()
