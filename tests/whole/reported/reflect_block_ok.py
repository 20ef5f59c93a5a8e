import torch
from torch import nn


class TextureBlock(nn.Module):
    """Long strokes: the kernel is three rows high and seven columns wide, the borders are mirrored."""

    def __init__(self, channels):
        super().__init__()
        self.pad = nn.ReflectionPad2d((3, 3, 1, 1))
        self.conv = nn.Conv2d(channels, channels, kernel_size=(3, 7))
        self.norm = nn.InstanceNorm2d(channels, affine=True)

    def forward(self, x):
        return torch.relu(self.norm(self.conv(self.pad(x))))


class Stylizer(nn.Module):
    def __init__(self, dim=12, blocks=3):
        super().__init__()
        self.stem = nn.Sequential(nn.ReflectionPad2d(1), nn.Conv2d(3, dim, 3), nn.ReLU())
        self.blocks = nn.Sequential(*[TextureBlock(dim) for _ in range(blocks)])
        self.out = nn.Conv2d(dim, 3, 1)

    def forward(self, picture):
        x = self.blocks(self.stem(picture))
        return torch.sigmoid(nn.functional.interpolate(self.out(x), size=picture.shape[2:]))


def gram(x):
    f = x.flatten(2)
    return f @ f.transpose(1, 2) / f.size(-1)


torch.manual_seed(0)
net = Stylizer()
style, picture = torch.rand(1, 3, 40, 40), torch.rand(1, 3, 48, 64)
result = net(picture)
loss = (gram(result) - gram(style)).square().sum()
loss.backward()
out = result.detach()
