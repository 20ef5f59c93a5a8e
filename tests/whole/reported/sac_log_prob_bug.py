import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Normal


class Actor(nn.Module):
    def __init__(self, state, action):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(state, 64), nn.ReLU())
        self.mu, self.sigma = nn.Linear(64, action), nn.Linear(64, action)

    def forward(self, s):
        h = self.body(s)
        return self.mu(h), self.sigma(h).clamp(-5, 2).exp()


class Critic(nn.Module):
    def __init__(self, state, action):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(state + action, 64), nn.ReLU(), nn.Linear(64, 1))

    def forward(self, s, a):
        return self.net(torch.cat([s, a], dim=-1))


class Buffer:
    def __init__(self, size, state, action):
        self.obs, self.obs_next = torch.randn(size, state), torch.randn(size, state)
        self.act, self.rew = torch.randn(size, action), torch.randn(size)
        self.done = (torch.rand(size) > 0.9).float()

    def sample(self, batch_size):
        index = torch.randint(0, len(self.rew), (batch_size,))
        return self.obs[index], self.act[index], self.rew[index], self.done[index], self.obs_next[index]


class SACPolicy:
    def __init__(self, state, action, gamma=0.99, alpha=0.2):
        self.actor, self.critic1, self.critic1_old = Actor(state, action), Critic(state, action), Critic(state, action)
        self.gamma, self.alpha = gamma, alpha
        self.optim = torch.optim.Adam(self.critic1.parameters(), lr=1e-3)

    def act(self, obs):
        mu, sigma = self.actor(obs)
        dist = Normal(mu, sigma)
        x = dist.rsample()
        action = torch.tanh(x)
        log_prob = dist.log_prob(x) - torch.log(1 - action.pow(2) + 1e-6)
        return action, log_prob

    def learn(self, batch):
        obs, act, rew, done, obs_next = batch
        with torch.no_grad():
            action, log_prob = self.act(obs_next)
            target_q = self.critic1_old(obs_next, action) - self.alpha * log_prob
            target_q = rew[:, None] + self.gamma * (1 - done[:, None]) * target_q
        current_q1 = self.critic1(obs, act)
        critic1_loss = F.mse_loss(current_q1, target_q)  # warning: [target-broadcast]
        self.optim.zero_grad()
        critic1_loss.backward()
        self.optim.step()
        return critic1_loss


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--batch-size", type=int, default=32)
    args = parser.parse_args()
    torch.manual_seed(0)
    policy = SACPolicy(6, 4)
    buffer = Buffer(200, 6, 4)
    for _ in range(3):
        loss = policy.learn(buffer.sample(args.batch_size))
    out = loss.detach()
