import torch
import torch.nn.functional as F


def pad_turned(page, tile=64):
    """The page lies on its side from here on: its rows become columns."""
    _, h, w = page.shape
    pad_h = (tile - h % tile) % tile
    pad_w = (tile - w % tile) % tile
    page = page.transpose(1, 2)
    return F.pad(page, (pad_h // 2, pad_h - pad_h // 2, pad_w // 2, pad_w - pad_w // 2), value=1.0)


out = pad_turned(torch.rand(3, 320, 310))
