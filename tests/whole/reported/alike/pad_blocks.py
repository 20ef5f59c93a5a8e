import math

import torch
import torch.nn.functional as F


def with_margin(x, m=32):
    """at least one row and column of zeros behind, and a multiple of m"""
    h, w = x.shape[-2:]
    return F.pad(x, (0, (w // m + 1) * m - w, 0, (h // m + 1) * m - h))


def up_to(x, m=32):
    h, w = x.shape[-2:]
    nh = h if h % m == 0 else (h // m + 1) * m
    nw = w if w % m == 0 else (w // m + 1) * m
    return F.pad(x, (0, nw - w, 0, nh - h))


def stft_frames(x, n_fft=400, hop=160):
    """librosa's center=True: one frame more than hops"""
    x = F.pad(x.unsqueeze(1), (n_fft // 2, n_fft // 2), mode="reflect").squeeze(1)
    frames = x.unfold(-1, n_fft, hop)
    return frames


out = up_to(with_margin(torch.rand(1, 3, 64, 100)))
f = stft_frames(torch.randn(2, 1600))
