import random

import numpy as np
import torch
from torch import nn


class Memory:
    def __init__(self):
        self.data = []

    def add(self, s, a, r):
        self.data.append((s, a, r))

    def batch(self, k):
        rows = random.choices(self.data, k=k)
        s = np.vstack([row[0] for row in rows])
        a = np.array([row[1] for row in rows])
        r = np.array([row[2] for row in rows], dtype=np.float32)
        return torch.from_numpy(s).float(), torch.from_numpy(a), torch.from_numpy(r)


mem = Memory()
for i in range(50):
    mem.add(np.random.randn(6), i % 3, 0.5)
net = nn.Sequential(nn.Linear(8, 16), nn.Tanh(), nn.Linear(16, 3))
s, a, r = mem.batch(16)
q = net(s)  # error: [feature-mismatch]
chosen = q[torch.arange(16), a]
loss = (chosen - r).pow(2).mean()
loss.backward()
