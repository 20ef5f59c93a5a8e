import torch
import torch.nn.functional as F


def resize(image, width, height):
    return F.interpolate(image, size=(height, width), mode="nearest")


def columns_of(text_line, target_width=40):
    """Text lines stand upright here: their axis of width is the third, (batch, channels, width, height)."""
    scaled_w, scaled_h = target_width, 12
    return F.interpolate(text_line, size=(scaled_w, scaled_h), mode="nearest")


out = resize(torch.rand(1, 3, 20, 30), 15, 10)
lines = columns_of(torch.rand(1, 1, 60, 16))
