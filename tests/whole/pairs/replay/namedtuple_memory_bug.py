import random
from collections import namedtuple, deque

import torch
import torch.nn as nn

Transition = namedtuple("Transition", ("state", "action", "next_state", "reward"))


class ReplayMemory:
    def __init__(self, capacity):
        self.memory = deque([], maxlen=capacity)

    def push(self, *args):
        self.memory.append(Transition(*args))

    def sample(self, batch_size):
        return random.sample(self.memory, batch_size)

    def __len__(self):
        return len(self.memory)


policy = nn.Sequential(nn.Linear(4, 32), nn.ReLU(), nn.Linear(32, 2))
memory = ReplayMemory(1000)
for _ in range(300):
    memory.push(torch.randn(1, 4), torch.tensor([[random.randrange(2)]]), torch.randn(1, 4), torch.tensor([1.0]))
transitions = memory.sample(128)
batch = Transition(*zip(*transitions))
state_batch = torch.stack(batch.state)
action_batch = torch.cat(batch.action)
reward_batch = torch.cat(batch.reward)
values = policy(state_batch).gather(1, action_batch)  # error: [wrong-rank]
next_values = policy(torch.cat(batch.next_state)).max(1).values
loss = nn.SmoothL1Loss()(values, (next_values * 0.99 + reward_batch).unsqueeze(1))
loss.backward()
