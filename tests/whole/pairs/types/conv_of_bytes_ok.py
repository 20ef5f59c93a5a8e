import numpy as np
import torch
from torch import nn
image = np.random.randint(0, 256, (32, 32, 3), dtype=np.uint8)
t = torch.from_numpy(image).permute(2, 0, 1).unsqueeze(0) .float() / 255
conv = nn.Conv2d(3, 8, 3, padding=1)
print(conv(t).shape)
