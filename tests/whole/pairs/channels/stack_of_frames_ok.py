import torch
import torch.nn as nn


class ActorCritic(nn.Module):
    def __init__(self, obs_shape, n_actions):
        super().__init__()
        c, h, w = obs_shape
        self.trunk = nn.Sequential(
            nn.Conv2d(c, 16, 8, stride=4), nn.Tanh(),
            nn.Conv2d(16, 32, 4, stride=2), nn.Tanh(),
            nn.Flatten(),
        )
        with torch.no_grad():
            n = self.trunk(torch.zeros(1, *obs_shape)).shape[1]
        self.pi = nn.Linear(n, n_actions)
        self.v = nn.Linear(n, 1)

    def forward(self, obs):
        h = self.trunk(obs)
        return torch.distributions.Categorical(logits=self.pi(h)), self.v(h)


STACK = 4
policy = ActorCritic((STACK, 84, 84), 6)
last_four = [torch.rand(84, 84) for _ in range(4)]
obs = torch.stack(last_four).unsqueeze(0)
dist, value = policy(obs)
