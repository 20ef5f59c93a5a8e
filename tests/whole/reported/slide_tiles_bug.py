from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

TILE = 64


def pad_to_tiles(slide, tile_size=TILE, value=1.0):
    """Pads a slide (C, H, W) with white so that height and width are multiples of the tile size.

    The slide stays in the middle. Returns the padded slide and the offset of its corner.
    """
    _, h, w = slide.shape
    pad_h = (tile_size - h % tile_size) % tile_size
    pad_w = (tile_size - w % tile_size) % tile_size
    padding = (pad_h // 2, pad_h - pad_h // 2, pad_w // 2, pad_w - pad_w // 2)
    slide = F.pad(slide, padding, mode="constant", value=value)  # warning: [pad-order]
    return slide, (pad_h // 2, pad_w // 2)


def to_tiles(slide, tile_size=TILE):
    rows = slide.unfold(1, tile_size, tile_size).unfold(2, tile_size, tile_size)
    return rows.permute(1, 2, 0, 3, 4).flatten(0, 1)


class TileEncoder(nn.Module):
    def __init__(self, dim=32):
        super().__init__()
        self.stem = nn.Conv2d(3, dim, kernel_size=16, stride=16)
        self.norm = nn.LayerNorm(dim)

    def forward(self, tiles):
        x = self.stem(tiles).flatten(2).mean(-1)
        return self.norm(x)


def encode(slide, encoder):
    padded, corner = pad_to_tiles(slide)
    tiles = to_tiles(padded)
    keep = tiles.mean(dim=(1, 2, 3)) < 0.95
    return encoder(tiles[keep]), corner


if __name__ == "__main__":
    torch.manual_seed(0)
    path = Path("slides") / "case_001.pt"
    slide = torch.load(path) if path.exists() else torch.rand(3, 320, 310)
    features, corner = encode(slide, TileEncoder())
    out = features.detach()
