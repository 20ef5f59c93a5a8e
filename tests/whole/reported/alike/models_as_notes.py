import torch
from torch import nn

# The first version, in Keras:
#
#   Conv2D(16, (3, 3), padding='same')
#   MaxPooling2D((3, 3), strides=2, padding='same')
#
# Unlike it, this one leaves out the border.


class Cut(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3, padding=1)
        self.pool = nn.MaxPool2d(3, 2)

    def forward(self, x):
        return self.pool(self.conv(x))


# x = Conv2D(16, 5, padding='same')(x)
# x = MaxPooling2D(2)(x)
class Other(nn.Module):
    """Another network than the note above it: its kernels are not those."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3)
        self.pool = nn.MaxPool2d(2)

    def forward(self, x):
        return self.pool(self.conv(x))


# x = Conv2D(16, (3, 3), strides=2, padding='same')(x)
# x = Conv2D(32, (3, 3), padding='same')(x)
# x = AveragePooling2D((2, 2), padding='same')(x)
class Trained(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, stride=2, padding=1)
        self.conv2 = nn.Conv2d(16, 32, 3, padding=1)
        self.pool = nn.AvgPool2d(2, ceil_mode=True)

    def forward(self, x):
        return self.pool(self.conv2(self.conv1(x)))


class Resized(nn.Module):
    """Down and up again, to about the same size: an odd one comes back larger."""

    def __init__(self):
        super().__init__()
        self.down, self.up = nn.Conv2d(3, 8, 3, 2, 1), nn.ConvTranspose2d(8, 3, 4, 2, 1)

    def forward(self, x):
        return self.up(self.down(x))


Cut()(torch.rand(1, 3, 64, 64))
Other()(torch.rand(1, 3, 64, 64))
Trained()(torch.rand(1, 3, 64, 64))
Resized()(torch.rand(1, 3, 31, 31))
