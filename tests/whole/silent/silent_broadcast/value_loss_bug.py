import torch
import torch.nn as nn
import torch.nn.functional as F


class Pilot(nn.Module):
    def __init__(self, seen=4, moves=2, hidden=32):
        super().__init__()
        self.look = nn.Linear(seen, hidden)
        self.move = nn.Linear(hidden, moves)
        self.worth = nn.Linear(hidden, 1)

    def forward(self, x):
        x = torch.tanh(self.look(x))
        return F.log_softmax(self.move(x), dim=-1), self.worth(x)


def returns_of(rewards, gamma=0.99):
    total, out = 0.0, []
    for r in rewards[::-1]:
        total = r + gamma * total
        out.append(total)
    return torch.tensor(out[::-1])


def learn(pilot, states, rewards):
    _, values = pilot(states)
    returns = returns_of(rewards)
    advantage = returns - values  # warning: [silent-broadcast]
    return advantage.pow(2).mean()


states = torch.randn(5, 4)
learn(Pilot(), states, [1.0] * 5).backward()


# What torch says of it.
def claim():
    def all_knowing(s):
        return None, returns_of([1.0] * 5)[:, None]

    loss = learn(all_knowing, states, [1.0] * 5)
    return loss.item() > 0.1
