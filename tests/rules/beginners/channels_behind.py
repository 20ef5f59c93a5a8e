"""Images as matplotlib has them, with the channels behind, go into a convolution."""

import numpy as np
import torch
from torch import nn

images = np.random.rand(4, 64, 48, 3).astype("float32")
batch = torch.from_numpy(images)
net = nn.Sequential(nn.Conv2d(3, 16, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 5))
out = net(batch)
print(out.shape)
