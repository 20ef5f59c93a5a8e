import random
from collections import deque

import numpy as np
import torch
from torch import nn


class ConvQ(nn.Module):
    def __init__(self, actions):
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(4, 16, 8, 4), nn.ReLU(), nn.Conv2d(16, 32, 4, 2), nn.ReLU())
        self.head = nn.Linear(32 * 9 * 9, actions)

    def forward(self, x):
        return self.head(self.conv(x / 255.0).flatten(1))  # error: [channel-mismatch]


frames = deque(maxlen=4)
for _ in range(4):
    frames.append(np.zeros((84, 84), dtype=np.uint8))
state = np.stack(frames, axis=-1)
memory = deque(maxlen=100)
for _ in range(40):
    memory.append((state, 0))
batch = random.sample(memory, 8)
states = torch.from_numpy(np.stack([s for s, _ in batch])).float()
print(ConvQ(6)(states).shape)
