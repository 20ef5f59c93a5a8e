import torch
from torch import nn


class LifeLikeCA(nn.Module):
    """A neural cellular automaton on a torus."""

    def __init__(self, states=8, radius=3):
        super().__init__()
        k = 2 * radius + 1
        self.perceive = nn.Conv2d(states, 32, k, padding=2 * radius, dilation=2, padding_mode="circular")
        self.update = nn.Conv2d(32, states, 1)

    def forward(self, grid, steps=3):
        for _ in range(steps):
            grid = grid + self.update(torch.relu(self.perceive(grid)))  # error: [pad-exceeds-input]
        return grid


ca = LifeLikeCA()
world = torch.zeros(1, 8, 5, 5)
world[:, :, 2, 2] = 1.0
world = ca(world)
