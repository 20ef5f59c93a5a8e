"""Numbers made from shapes: // and %, -1, math, int() of a float, products, comparisons."""

import math
from functools import reduce
from operator import mul

import torch
import torch.nn.functional as F
from torch import nn

x = torch.zeros(2, 3, 9, 15)
B, C, H, W = x.shape
reveal_shape(x.view(B, C, -1))  # (2, 3, 135)
reveal_shape(x.reshape(B * C, H, W))  # (6, 9, 15)
reveal_shape(x.view(-1, C * H * W))  # (2, 405)
reveal_shape(F.interpolate(x, (H // 2, W // 2)))  # (2, 3, 4, 7)
reveal_shape(torch.zeros(math.ceil(H / 2), math.floor(W / 2), int(H * 0.5)))  # (5, 7, 4)
reveal_shape((round(H / 4), H % 4, -H // 2, 2**C, abs(-C)))  # (2, 1, -5, 8, 3)
reveal_shape((math.sqrt(H), int(math.log2(16)), math.prod(x.shape[1:])))  # (3.0, 4, 405)
pad = (4 - H % 4) % 4
reveal_shape(F.pad(x, (0, pad, pad // 2, pad - pad // 2)))  # (2, 3, 12, 18)
reveal_shape(x.numel() // B)  # 405
reveal_shape(x[0].numel())  # 405
reveal_shape(reduce(mul, x.shape))  # 810
reveal_shape(int(W**0.5))  # 3
reveal_shape(max(H, W) - min(H, W))  # 6
reveal_shape(divmod(W, 4))  # (3, 3)
reveal_shape(x.shape[-2:])  # (9, 15)
reveal_shape(x.size()[1:] + (5,))  # (3, 9, 15, 5)
reveal_shape(torch.Size([1, 2]) + x.shape[:1])  # (1, 2, 2)
reveal_shape((len(x), x.ndim, x.dim(), len(x.shape)))  # (2, 4, 4, 4)
reveal_shape(x.shape[:2].numel())  # 6
reveal_shape(tuple(s // 3 for s in x.shape[2:]))  # (3, 5)
reveal_shape([1] * 2 + [H])  # [1, 1, 9]
reveal_shape(x.shape == (2, 3, 9, 15) and x.shape[0] != x.shape[1])  # True
conv = nn.Conv2d(C, 4, kernel_size=(3, 5), padding=tuple((k - 1) // 2 for k in (3, 5)))
reveal_shape(conv(x))  # (2, 4, 9, 15)
features = nn.Sequential(conv, nn.Flatten())(torch.zeros(1, *x.shape[1:])).shape[1]
reveal_shape(nn.Linear(features, 2).weight)  # (2, 540)
reveal_shape(x.flatten(2).transpose(1, 2))  # (2, 135, 3)
reveal_shape(1e3 > W and float(H) == 9.0)  # True
reveal_shape(f"{H}x{W:03d}")  # '9x015'
reveal_shape(int("12") + int(3.9) + bool(H))  # 16
