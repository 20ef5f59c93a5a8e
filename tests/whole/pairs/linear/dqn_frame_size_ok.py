import random
from collections import deque

import torch
import torch.nn as nn
import torch.nn.functional as F


class QNetwork(nn.Module):
    def __init__(self, n_frames, n_actions):
        super().__init__()
        self.conv1 = nn.Conv2d(n_frames, 32, kernel_size=8, stride=4)
        self.conv2 = nn.Conv2d(32, 64, kernel_size=4, stride=2)
        self.conv3 = nn.Conv2d(64, 64, kernel_size=3, stride=1)
        self.fc4 = nn.Linear(7 * 7 * 64, 512)
        self.head = nn.Linear(512, n_actions)

    def forward(self, x):
        x = x.float() / 255
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        x = F.relu(self.conv3(x))
        x = F.relu(self.fc4(x.view(x.size(0), -1)))
        return self.head(x)


class Agent:
    FRAME = 84

    def __init__(self, n_actions, epsilon=0.0):
        self.n_actions = n_actions
        self.epsilon = epsilon
        self.memory = deque(maxlen=1000)
        self.policy = QNetwork(4, n_actions)

    def act(self, state):
        if random.random() < self.epsilon:
            return random.randrange(self.n_actions)
        with torch.no_grad():
            return self.policy(state).argmax(1).item()


agent = Agent(n_actions=6)
state = torch.zeros(1, 4, Agent.FRAME, Agent.FRAME)
action = agent.act(state)
