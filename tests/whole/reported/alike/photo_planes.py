import numpy as np
import torch
from torch import nn

noise = torch.randn(48, 64, 3).reshape(3, 48, 64)  # any order of random numbers is as good
records = np.arange(3 * 32 * 32).reshape(3, 32, 32).transpose(1, 2, 0).copy()
planes = torch.from_numpy(records).permute(2, 0, 1).reshape(3, 32, 32)
rows = torch.from_numpy(records).reshape(32, 32 * 3)
points = torch.from_numpy(records).reshape(-1, 3)
square = torch.from_numpy(records[:3, :3]).reshape(3, 3, 3)
out = nn.Linear(3, 2)(points.float()).detach()
