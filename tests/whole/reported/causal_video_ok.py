import torch
import torch.nn as nn
import torch.nn.functional as F


def cast_tuple(t, length=1):
    return t if isinstance(t, tuple) else ((t,) * length)


class CausalConv3d(nn.Module):
    """Padded with past frames only; height and width are padded on both sides."""

    def __init__(self, chan_in, chan_out, kernel_size, pad_mode="constant"):
        super().__init__()
        kernel_size = cast_tuple(kernel_size, 3)
        time_kernel_size, height_kernel_size, width_kernel_size = kernel_size
        self.pad_mode = pad_mode
        time_pad = time_kernel_size - 1
        height_pad = height_kernel_size // 2
        width_pad = width_kernel_size // 2
        self.time_causal_padding = (width_pad, width_pad, height_pad, height_pad, time_pad, 0)
        self.conv = nn.Conv3d(chan_in, chan_out, kernel_size)

    def forward(self, x):
        x = F.pad(x, self.time_causal_padding, mode=self.pad_mode)
        return self.conv(x)


class Residual(nn.Module):
    def __init__(self, fn):
        super().__init__()
        self.fn = fn

    def forward(self, x):
        return self.fn(x) + x


def residual_unit(chan, kernel_size=3):
    return Residual(nn.Sequential(CausalConv3d(chan, chan, kernel_size), nn.ELU(), CausalConv3d(chan, chan, 1), nn.ELU()))


class VideoEncoder(nn.Module):
    def __init__(self, channels=3, dim=8, depth=2):
        super().__init__()
        self.conv_in = CausalConv3d(channels, dim, 3)
        self.units = nn.Sequential(*[residual_unit(dim) for _ in range(depth)])
        self.conv_out = CausalConv3d(dim, channels, 3)

    def forward(self, video):
        # b c t h w
        return self.conv_out(self.units(self.conv_in(video)))


torch.manual_seed(0)
out = VideoEncoder()(torch.randn(1, 3, 5, 16, 20)).detach()
