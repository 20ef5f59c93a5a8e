import torch
import torch.nn as nn
import torch.nn.functional as F

net = nn.Linear(4, 2)
states, actions, rewards = torch.randn(32, 4), torch.randint(0, 2, (32,)), torch.rand(32)
q = net(states).gather(1, actions.unsqueeze(1))
target = (rewards + 0.99 * net(states).max(1)[0]).unsqueeze(1)
loss = F.smooth_l1_loss(q, target.detach())
gap = (q - q.t()).abs().mean()  # how far the values of a batch lie apart
out = (loss + gap).detach()
