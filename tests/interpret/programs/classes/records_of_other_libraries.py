# symbolic
"""Records whose base class is not read."""

import torch
from pydantic import BaseModel


class Size(BaseModel):
    width: int = 4
    height: int = -1


class Volume(Size):
    depth: int = 3


size = Size(height=6)
reveal_shape(torch.ones(size.width, size.height))  # (4, 6)
volume = Volume(height=2, width=5)
reveal_shape(torch.ones(volume.width, volume.height, volume.depth))  # (5, 2, 3)
