import torch
import torch.nn as nn


class QuantileCritic(nn.Module):
    def __init__(self, obs=4, quantiles=8):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(obs, 32), nn.ReLU(), nn.Linear(32, quantiles))
        self.register_buffer("tau", (torch.arange(quantiles) + 0.5) / quantiles)

    def forward(self, obs):
        return self.net(obs)


def pairwise_loss(current, target, tau):
    """Every target against every quantile: all pairs are wanted."""
    errors = target.unsqueeze(1) - current.unsqueeze(2)
    weight = (tau.view(1, -1, 1) - (errors < 0).float()).abs()
    return (weight * errors**2).sum(dim=1).mean()


critic = QuantileCritic()
obs = torch.randn(16, 4)
rewards = torch.randn(16, 1)
with torch.no_grad():
    target = rewards + 0.99 * critic(torch.randn(16, 4))
loss = pairwise_loss(critic(obs), target, critic.tau)
loss.backward()
baseline = rewards - rewards.mean(dim=0, keepdim=True)
out = loss.detach()
