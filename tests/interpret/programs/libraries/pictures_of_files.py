"""Pictures that imageio reads from a file."""

import os
import tempfile

import imageio.v2 as imageio
import imageio.v3 as iio
import numpy as np
import torch
from torch import nn

folder = tempfile.mkdtemp()
path = os.path.join(folder, "picture.png")
imageio.imwrite(path, np.zeros((20, 30, 3), dtype=np.uint8))
reveal_shape(imageio.imread(path).ndim)  # ?
reveal_shape(imageio.imread(path, pilmode="RGB").shape[2])  # 3
reveal_shape(imageio.imread(path, pilmode="L").ndim)  # 2
reveal_shape(iio.imread(path, mode="RGBA").shape[2])  # 4
picture = torch.from_numpy(imageio.imread(path, pilmode="RGB")).float().permute(2, 0, 1)
reveal_shape(picture.shape[0])  # 3
nn.Conv2d(1, 8, 3)(picture.unsqueeze(0))  # error: [channel-mismatch]
