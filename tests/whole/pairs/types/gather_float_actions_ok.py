import torch
from torch import nn
q = nn.Linear(6, 3)
states = torch.randn(8, 6)
actions = torch.tensor([0.0, 1, 2, 0, 1, 2, 0, 1])
chosen = q(states).gather(1, actions.unsqueeze(1).long())
print(chosen.shape)
