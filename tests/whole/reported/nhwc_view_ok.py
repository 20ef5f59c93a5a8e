import numpy as np
import torch
import torch.nn as nn


class Policy(nn.Module):
    def __init__(self, actions=4):
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(3, 16, 5, stride=2), nn.ReLU(), nn.Conv2d(16, 16, 5, stride=2), nn.ReLU())
        self.fc = nn.LazyLinear(actions)

    def forward(self, frames):
        # gym gives (N, H, W, C), torch wants (N, C, H, W)
        n, h, w, c = frames.shape
        x = frames.permute(0, 3, 1, 2)
        x = self.conv(x / 255.0)
        return self.fc(x.flatten(1))


observations = np.random.RandomState(0).randint(0, 255, size=(5, 48, 64, 3)).astype("float32")
out = Policy()(torch.from_numpy(observations))
