import random
from collections import deque

import torch
import torch.nn as nn
import torch.nn.functional as F

STATE, ACTIONS = 4, 2


class DQN(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(STATE, 64), nn.ReLU(), nn.Linear(64, ACTIONS))

    def forward(self, x):
        return self.net(x)


class Agent:
    def __init__(self, gamma=0.99, batch_size=32):
        self.policy_net, self.target_net = DQN(), DQN()
        self.target_net.load_state_dict(self.policy_net.state_dict())
        self.optimizer = torch.optim.Adam(self.policy_net.parameters(), lr=1e-3)
        self.memory = deque(maxlen=1000)
        self.gamma, self.batch_size = gamma, batch_size

    def remember(self, state, action, reward, next_state, done):
        self.memory.append((state, action, reward, next_state, done))

    def replay(self):
        batch = random.sample(self.memory, self.batch_size)
        states = torch.stack([b[0] for b in batch])
        actions = torch.tensor([b[1] for b in batch]).unsqueeze(1)
        rewards = torch.tensor([b[2] for b in batch])
        next_states = torch.stack([b[3] for b in batch])
        dones = torch.tensor([float(b[4]) for b in batch])
        q = self.policy_net(states).gather(1, actions).squeeze(1)
        with torch.no_grad():
            next_q = self.target_net(next_states).max(1)[0]
            target = rewards + self.gamma * next_q * (1 - dones)
        loss = F.smooth_l1_loss(q, target)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss.detach()


random.seed(0)
torch.manual_seed(0)
agent = Agent()
state = torch.randn(STATE)
for _ in range(64):
    nxt = torch.randn(STATE)
    agent.remember(state, random.randrange(ACTIONS), random.random(), nxt, random.random() < 0.1)
    state = nxt
out = agent.replay()
