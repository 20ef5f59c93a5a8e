import random
from collections import deque

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class QNet(nn.Module):
    def __init__(self, n_states, n_actions):
        super().__init__()
        self.fc1 = nn.Linear(n_states, 64)
        self.fc2 = nn.Linear(64, n_actions)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(x)))


class Agent:
    def __init__(self, n_states, n_actions):
        self.q = QNet(n_states, n_actions)
        self.memory = deque(maxlen=1000)
        self.batch_size = 32

    def remember(self, state, action, reward, next_state, done):
        self.memory.append((state, action, reward, next_state, done))

    def learn(self):
        if len(self.memory) < self.batch_size:
            return
        batch = random.sample(self.memory, self.batch_size)
        states, actions, rewards, next_states, dones = zip(*batch)
        states = torch.tensor(np.array(states), dtype=torch.float32)
        actions = torch.tensor(actions)
        rewards = torch.tensor(rewards, dtype=torch.float32)
        next_states = torch.tensor(np.array(next_states), dtype=torch.float32)
        dones = torch.tensor(dones, dtype=torch.float32)
        q = self.q(states).gather(1, actions.unsqueeze(1))
        target = rewards + 0.99 * self.q(next_states).max(1)[0] * (1 - dones)
        loss = F.mse_loss(q.squeeze(1), target.detach())
        loss.backward()


agent = Agent(4, 2)
state = np.zeros(4)
for step in range(100):
    action = random.randrange(2)
    next_state = np.random.rand(4)
    agent.remember(state, action, 1.0, next_state, False)
    state = next_state
    agent.learn()
