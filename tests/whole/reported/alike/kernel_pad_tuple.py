import torch
import torch.nn.functional as F
from torch import nn


def pad_kernel(kernel, to):
    dh, dw = to[0] - kernel.size(2), to[1] - kernel.size(3)
    return F.pad(kernel, [dw // 2, dw - dw // 2, dh // 2, dh - dh // 2])


def window_partition(x, ws):
    """(B, H, W, C): pads right and bottom to a multiple of the window"""
    B, H, W, C = x.shape
    pad_b = (ws - H % ws) % ws
    pad_r = (ws - W % ws) % ws
    x = F.pad(x, (0, 0, 0, pad_r, 0, pad_b))
    Hp, Wp = H + pad_b, W + pad_r
    x = x.view(B, Hp // ws, ws, Wp // ws, ws, C)
    return x.permute(0, 1, 3, 2, 4, 5).reshape(-1, ws * ws, C)


conv = nn.Conv2d(3, 8, (1, 3))
k = pad_kernel(conv.weight, (5, 7))
out = window_partition(torch.randn(2, 30, 37, 16), 7)
