import numpy as np
import torch
from torch import nn


class Slope:
    def reset(self):
        self.left = 10
        return np.zeros(3, dtype=np.float32), {"left": self.left}

    def step(self, action):
        self.left -= 1
        return np.ones(3, dtype=np.float32), 1.0, self.left == 0, False, {"left": self.left}


policy = nn.Sequential(nn.Linear(3, 16), nn.Tanh(), nn.Linear(16, 2))


def choose(seen):
    chances = policy(torch.tensor(seen, dtype=torch.float32)).softmax(-1)  # error: [wrong-arguments]
    return torch.distributions.Categorical(chances).sample().item()


slope = Slope()
for game in range(3):
    seen, over = slope.reset(), False
    while not over:
        seen, gain, over, _, _ = slope.step(choose(seen))
