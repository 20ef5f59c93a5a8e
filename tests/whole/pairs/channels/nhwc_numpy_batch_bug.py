import numpy as np
import torch
from torch import nn

cnn = nn.Sequential(nn.Conv2d(3, 8, 5), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 2))

# four photos as opencv gives them
photos = np.zeros((4, 120, 160, 3), dtype=np.float32)
batch = torch.from_numpy(photos)
scores = cnn(batch)  # error: [channel-mismatch]
print(scores)
