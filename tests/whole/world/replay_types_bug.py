import random

import numpy as np
import torch
from torch import nn

SENSORS, MOVES = 6, 4


class Field:
    def reset(self):
        self.left = 20
        return np.random.rand(SENSORS).astype(np.float32)

    def step(self, move):
        self.left -= 1
        return np.random.rand(SENSORS).astype(np.float32), float(move == 1), self.left == 0


class Store:
    def __init__(self, room):
        self.room, self.at, self.filled = room, 0, 0
        self.before = np.zeros((room, SENSORS), dtype=np.float32)
        self.moves = np.zeros(room, dtype=np.int8)
        self.gains = np.zeros(room, dtype=np.float32)

    def keep(self, before, move, gain):
        self.before[self.at] = before
        self.moves[self.at] = move
        self.gains[self.at] = gain
        self.at = (self.at + 1) % self.room
        self.filled = min(self.filled + 1, self.room)

    def __len__(self):
        return self.filled

    def draw(self, count):
        chosen = np.random.choice(len(self), count, replace=False)
        return self.before[chosen], self.moves[chosen], self.gains[chosen]


class Player:
    def __init__(self):
        self.values = nn.Sequential(nn.Linear(SENSORS, 32), nn.ReLU(), nn.Linear(32, MOVES))
        self.optimizer = torch.optim.Adam(self.values.parameters(), lr=1e-3)
        self.store = Store(500)
        self.courage = 0.5

    def move(self, seen):
        if random.random() < self.courage:
            return random.randrange(MOVES)
        with torch.no_grad():
            return int(self.values(torch.from_numpy(seen)).argmax())

    def learn(self):
        if len(self.store) < 16:
            return
        before, moves, gains = (torch.from_numpy(one) for one in self.store.draw(16))
        found = self.values(before).gather(1, moves.unsqueeze(1))  # error: [dtype-mismatch]
        loss = nn.functional.mse_loss(found, gains.unsqueeze(1))
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()


field, player = Field(), Player()
for game in range(5):
    seen, over = field.reset(), False
    while not over:
        move = player.move(seen)
        after, gain, over = field.step(move)
        player.store.keep(seen, move, gain)
        player.learn()
        seen = after
    player.courage *= 0.9
