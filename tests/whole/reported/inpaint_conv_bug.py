import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F


def gen_conv(input_dim, output_dim, kernel_size=3, stride=1, padding=0, rate=1, activation="elu"):
    return Conv2dBlock(input_dim, output_dim, kernel_size, stride, conv_padding=padding, dilation=rate, activation=activation)


class Conv2dBlock(nn.Module):
    def __init__(self, input_dim, output_dim, kernel_size, stride, conv_padding=0, dilation=1, activation="elu"):
        super().__init__()
        self.conv = nn.Conv2d(input_dim, output_dim, kernel_size, stride, padding=conv_padding, dilation=dilation)  # warning: [not-same]
        self.activation = {"elu": nn.ELU(), "lrelu": nn.LeakyReLU(0.2), "none": None}[activation]

    def forward(self, x):
        x = self.conv(x)
        return self.activation(x) if self.activation else x


class TFConv2dBlock(Conv2dBlock):
    def forward(self, x):
        size, stride, kernel = x.shape[2], self.conv.stride[0], self.conv.kernel_size[0]
        total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
        return super().forward(F.pad(x, (total // 2, total - total // 2, total // 2, total - total // 2)))


class CoarseGenerator(nn.Module):
    """Generator of the first stage, to be run with the released TensorFlow checkpoint."""

    def __init__(self, input_dim=5, cnum=8):
        super().__init__()
        self.conv1 = gen_conv(input_dim, cnum, 5, 1, 2)
        # tf: padding='SAME', the stride halves the map
        self.conv2_downsample = gen_conv(cnum, cnum * 2, 3, 2, 1)
        self.conv3 = gen_conv(cnum * 2, cnum * 2, 3, 1, 1)
        self.conv5_atrous = gen_conv(cnum * 2, cnum * 2, 3, 1, 2, rate=2)
        self.conv6 = gen_conv(cnum * 2, cnum, 3, 1, 1)
        self.conv7 = gen_conv(cnum, 3, 3, 1, 1, activation="none")

    def forward(self, x, mask):
        ones = torch.ones(x.size(0), 1, x.size(2), x.size(3))
        x = self.conv1(torch.cat([x, ones, mask], dim=1))
        x = self.conv3(self.conv2_downsample(x))
        x = self.conv5_atrous(x)
        x = F.interpolate(x, scale_factor=2, mode="nearest")
        x = self.conv7(self.conv6(x))
        return torch.clamp(x, -1.0, 1.0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=64)
    args = parser.parse_args()
    torch.manual_seed(0)
    mask = torch.zeros(1, 1, args.size, args.size)
    mask[:, :, 20:40, 20:40] = 1
    image = torch.rand(1, 3, args.size, args.size) * 2 - 1
    out = CoarseGenerator()(image * (1 - mask), mask).detach()
