"""A mistake after surgery is found at the layer that is wrong."""

import torch
from torch import nn

model = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(2), nn.Flatten(), nn.Linear(32, 10))
reveal_shape(model(torch.zeros(1, 3, 9, 9)))  # (1, 10)
model[4] = nn.Linear(8, 2)  # error: [feature-mismatch]
model(torch.zeros(1, 3, 9, 9))
