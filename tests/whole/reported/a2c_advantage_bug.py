import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Categorical


class ActorCritic(nn.Module):
    def __init__(self, obs=8, actions=4):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(obs, 64), nn.ReLU())
        self.policy = nn.Linear(64, actions)
        self.value = nn.Linear(64, 1)

    def forward(self, x):
        y = self.body(x)
        return self.policy(y), self.value(y)


def discount(rewards, gamma=0.99):
    r, res = 0.0, []
    for reward in reversed(rewards):
        r = reward + gamma * r
        res.append(r)
    return torch.tensor(list(reversed(res)))


net = ActorCritic()
optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
states = torch.randn(20, 8)
logits_v, value_v = net(states)
dist = Categorical(logits=logits_v)
actions = dist.sample()
vals_ref_v = discount([float(i % 3) for i in range(20)])

loss_value = F.mse_loss(value_v.squeeze(-1), vals_ref_v)
adv_v = vals_ref_v - value_v.detach()  # warning: [silent-broadcast]
loss_policy = -(adv_v * dist.log_prob(actions)).mean()
entropy = dist.entropy().mean()
loss = loss_policy + loss_value - 0.01 * entropy
optimizer.zero_grad()
loss.backward()
optimizer.step()
out = loss_policy.detach()
