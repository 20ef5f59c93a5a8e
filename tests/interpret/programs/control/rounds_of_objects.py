import random

import torch


class Memory:
    def __init__(self, size):
        self.size, self.place, self.steps = size, 0, 0
        self.seen = torch.zeros(size, 4)
        self.held = []

    def put(self, row):
        self.seen[self.place] = row
        self.held.append((row, 1, 0.5))
        self.place = (self.place + 1) % self.size


def batches(rows, size):
    for k in range(0, len(rows), size):
        part = rows[k : k + size]
        x = torch.zeros(size, 5)
        for i, row in enumerate(part):
            x[i, : len(row)] = torch.ones(len(row))
        yield x, torch.zeros(size)


def learn(memory, count):
    if len(memory.held) < count:
        return
    rows, actions, rewards = zip(*random.sample(memory.held, count))
    reveal_shape(torch.stack(rows))  # (3, 4)
    reveal_shape(torch.tensor(actions))  # (3,)
    reveal_shape(memory.seen)  # (50, 4)


memory = Memory(50)
total = 0
while total < int(torch.ones(6).sum()):
    memory.put(torch.ones(4))
    total += 1
    learn(memory, 3)
reveal_shape(memory.seen)  # (50, 4)
rows = [[1] * int(torch.ones(2).sum()) for _ in range(int(torch.ones(4).sum()))]
for x, y in batches(rows, 2):
    reveal_shape(x)  # (2, 5)
    reveal_shape(y)  # (2,)
