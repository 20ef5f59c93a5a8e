import numpy as np
import torch
import torch.nn as nn

SIZE = 32


def camera(count):
    return np.random.default_rng(0).integers(0, 255, (count, SIZE, SIZE, 3), dtype=np.uint8)


def load(frame):
    pixels = frame.astype(np.float32) / 255.0
    return torch.from_numpy(pixels).reshape(3, SIZE, SIZE)  # warning: [moved-by-view]


torch.manual_seed(0)
frames = torch.stack([load(frame) for frame in camera(4)])
out = nn.Conv2d(3, 8, 3)(frames).detach()
