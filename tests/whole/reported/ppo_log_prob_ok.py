import torch
import torch.nn as nn
from torch.distributions import Normal


class Actor(nn.Module):
    def __init__(self, obs_dim=3, act_dim=1):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(obs_dim, 64), nn.Tanh(), nn.Linear(64, 64), nn.Tanh())
        self.mu = nn.Linear(64, act_dim)
        self.sigma = nn.Parameter(torch.zeros(act_dim))

    def forward(self, obs):
        return Normal(self.mu(self.body(obs)), self.sigma.exp())


class Critic(nn.Module):
    def __init__(self, obs_dim=3):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(obs_dim, 64), nn.Tanh(), nn.Linear(64, 1))

    def forward(self, obs):
        return self.net(obs).flatten()


def ppo_loss(actor, critic, obs, act, old_log_prob, returns, eps_clip=0.2):
    value = critic(obs)
    adv = (returns - value).detach()
    dist = actor(obs)
    ratio = (dist.log_prob(act) - old_log_prob).exp().squeeze(-1)
    surr1 = ratio * adv
    surr2 = ratio.clamp(1.0 - eps_clip, 1.0 + eps_clip) * adv
    clip_loss = -torch.min(surr1, surr2).mean()
    vf_loss = (returns - value).pow(2).mean()
    return clip_loss + 0.5 * vf_loss - 0.01 * dist.entropy().mean()


torch.manual_seed(0)
actor, critic = Actor(), Critic()
obs = torch.randn(64, 3)
with torch.no_grad():
    dist = actor(obs)
    act = dist.sample()
    old = dist.log_prob(act)
out = ppo_loss(actor, critic, obs, act + 0.1, old, torch.randn(64))
