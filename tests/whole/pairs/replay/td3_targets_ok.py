import copy
import random
from collections import deque

import torch
import torch.nn as nn
import torch.nn.functional as F


class Critic(nn.Module):
    def __init__(self, state_dim, action_dim):
        super().__init__()
        self.l1 = nn.Linear(state_dim + action_dim, 64)
        self.l2 = nn.Linear(64, 1)

    def forward(self, state, action):
        return self.l2(F.relu(self.l1(torch.cat([state, action], 1))))


class Actor(nn.Module):
    def __init__(self, state_dim, action_dim):
        super().__init__()
        self.l1 = nn.Linear(state_dim, 64)
        self.l2 = nn.Linear(64, action_dim)

    def forward(self, state):
        return torch.tanh(self.l2(F.relu(self.l1(state))))


buffer = deque(maxlen=500)
actor, critic = Actor(3, 1), Critic(3, 1)
critic_target = copy.deepcopy(critic)
for _ in range(200):
    buffer.append((torch.randn(3), torch.randn(1), random.random(), torch.randn(3)))
for it in range(10):
    batch = random.sample(buffer, 64)
    state = torch.stack([b[0] for b in batch])
    action = torch.stack([b[1] for b in batch])
    reward = torch.tensor([b[2] for b in batch]).unsqueeze(1)
    next_state = torch.stack([b[3] for b in batch])
    with torch.no_grad():
        target = critic_target(next_state, actor(next_state))
        target_q = reward + 0.99 * target
    loss = nn.MSELoss()(critic(state, action), target_q)
    loss.backward()
