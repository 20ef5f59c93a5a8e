import torch.nn as nn


class Down(nn.Module):
    def __init__(self, in_c, out_c):
        super().__init__()
        self.conv = nn.Conv2d(in_c, out_c, kernel_size=4, stride=2, padding=1)
        self.bn = nn.BatchNorm2d(in_c)
        self.act = nn.LeakyReLU(0.2)

    def forward(self, x):
        x = self.conv(x)
        x = self.bn(x)  # error: [norm-mismatch]
        return self.act(x)


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.down1 = Down(3, 32)
        self.down2 = Down(32, 64)

    def forward(self, x):
        return self.down2(self.down1(x))
