import torch
import torch.nn as nn
import torch.nn.functional as F


class ResnetBlock(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(c, c, 3, 1, 1), nn.InstanceNorm2d(c)
        self.conv2, self.norm2 = nn.Conv2d(c, c, 3, 1, 1), nn.InstanceNorm2d(c)

    def forward(self, x):
        return self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x))))) + x


class Generator(nn.Module):
    """An image becomes a cartoon of the same size."""

    def __init__(self, nf=16, nb=2):
        super().__init__()
        self.down_convs = nn.Sequential(
            nn.Conv2d(3, nf, 7, 1, 3), nn.InstanceNorm2d(nf), nn.ReLU(True),  # k7n64s1
            nn.Conv2d(nf, nf * 2, 3, 2, 1), nn.Conv2d(nf * 2, nf * 2, 3, 1, 1), nn.InstanceNorm2d(nf * 2), nn.ReLU(True),  # k3n128s2, k3n128s1
            nn.Conv2d(nf * 2, nf * 4, 3, 2, 1), nn.Conv2d(nf * 4, nf * 4, 3, 1, 1), nn.InstanceNorm2d(nf * 4), nn.ReLU(True),  # k3n256s2, k3n256s1
        )
        self.resnet_blocks = nn.Sequential(*[ResnetBlock(nf * 4) for _ in range(nb)])
        self.up_convs = nn.Sequential(
            nn.ConvTranspose2d(nf * 4, nf * 2, 3, 2, 1),  # k3n128s1/2  # warning: [not-same]
            nn.Conv2d(nf * 2, nf * 2, 3, 1, 1), nn.InstanceNorm2d(nf * 2), nn.ReLU(True),
            nn.ConvTranspose2d(nf * 2, nf, 3, 2, 1),  # k3n64s1/2
            nn.Conv2d(nf, nf, 3, 1, 1), nn.InstanceNorm2d(nf), nn.ReLU(True),
            nn.Conv2d(nf, 3, 7, 1, 3),
            nn.Tanh(),
        )

    def forward(self, x):
        return self.up_convs(self.resnet_blocks(self.down_convs(x)))


class Discriminator(nn.Module):
    def __init__(self, nf=8):
        super().__init__()
        self.convs = nn.Sequential(nn.Conv2d(3, nf, 3, 1, 1), nn.LeakyReLU(0.2), nn.Conv2d(nf, 2 * nf, 3, 2, 1), nn.LeakyReLU(0.2), nn.Conv2d(2 * nf, 1, 3, 1, 1))

    def forward(self, x):
        return self.convs(x)


G, D = Generator(), Discriminator()
photo = torch.rand(1, 3, 256, 256)
cartoon = G(photo)
d_fake = D(cartoon)
loss = F.binary_cross_entropy_with_logits(d_fake, torch.ones_like(d_fake))
out = cartoon
