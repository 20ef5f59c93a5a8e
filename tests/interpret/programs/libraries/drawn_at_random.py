"""Of what is drawn at random, what all elements have in common is known."""

import random

import torch

rows = [(torch.rand(3), i % 2, float(i)) for i in range(20)]
drawn = random.sample(rows, 8)
states, classes, rewards = zip(*drawn)
reveal_shape(torch.stack(states))  # (8, 3)
reveal_shape(torch.tensor(classes))  # (8,)
reveal_shape(torch.tensor(rewards, dtype=torch.float32).unsqueeze(1))  # (8, 1)
reveal_shape(random.choice(rows)[0])  # (3,)
reveal_shape(torch.stack([row[0] for row in random.choices(rows, k=5)]))  # (5, 3)
random.shuffle(rows)
reveal_shape(torch.stack([row[0] for row in rows]))  # (20, 3)

if random.choice([True, False]):  # nobody knows which
    first = torch.rand(4)
else:
    first = torch.rand(5)
sizes = [torch.rand(2), torch.rand(3)]
random.shuffle(sizes)
print(sizes[0].shape, first.sum())
if drawn[0][1] == drawn[1][1]:
    print(torch.rand(3) + first.sum())


def shuffled(rows, n):
    random.shuffle(rows)
    numbers = list(range(n))
    random.shuffle(numbers)
    random.shuffle(n + 1)
    return random.sample(rows, 2), random.sample(range(n), 2), random.choice(n), rows[0]
