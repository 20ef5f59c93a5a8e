import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import Categorical


class ActorCritic(nn.Module):
    def __init__(self, obs_dim, act_dim, hidden=64):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(obs_dim, hidden), nn.Tanh(), nn.Linear(hidden, hidden), nn.Tanh())
        self.policy = nn.Linear(hidden, act_dim)
        self.value_head = nn.Linear(hidden, 1)

    def forward(self, obs):
        h = self.body(obs)
        return Categorical(logits=self.policy(h)), self.value_head(h)

    def evaluate_actions(self, obs, actions):
        dist, value = self(obs)
        return dist.log_prob(actions), dist.entropy(), value.squeeze(-1)


class RolloutBuffer:
    def __init__(self, steps, obs_dim):
        self.obs = torch.zeros(steps, obs_dim)
        self.actions = torch.zeros(steps, dtype=torch.long)
        self.log_probs = torch.zeros(steps)
        self.rewards = torch.zeros(steps, 1)
        self.values = torch.zeros(steps, 1)
        self.returns = torch.zeros(steps, 1)

    def compute_returns(self, gamma=0.99):
        running = torch.zeros(1)
        for t in reversed(range(len(self.rewards))):
            running = self.rewards[t] + gamma * running
            self.returns[t] = running


def critic_loss(values, returns, prev_values, clip=0.2):
    clipped = prev_values + (values - prev_values).clamp(-clip, clip)  # warning: [silent-broadcast]
    loss = (returns - values) ** 2  # warning: [silent-broadcast]
    loss_clipped = (returns - clipped) ** 2
    return torch.max(loss, loss_clipped).mean()


def update(agent, buffer, optimizer, minibatch):
    advantages = (buffer.returns - buffer.values).squeeze(-1)
    advantages = (advantages - advantages.mean()) / (advantages.std() + 1e-8)
    for index in torch.randperm(len(buffer.obs)).split(minibatch):
        log_prob, entropy, values = agent.evaluate_actions(buffer.obs[index], buffer.actions[index])
        ratio = (log_prob - buffer.log_probs[index]).exp()
        adv = advantages[index]
        actor = -torch.min(ratio * adv, ratio.clamp(0.8, 1.2) * adv).mean()
        critic = critic_loss(values, buffer.returns[index], buffer.values[index])
        loss = actor + 0.5 * critic - 0.01 * entropy.mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(agent.parameters(), 0.5)
        optimizer.step()
    return critic.detach()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=128)
    parser.add_argument("--minibatch", type=int, default=32)
    args = parser.parse_args()
    torch.manual_seed(0)
    agent = ActorCritic(4, 2)
    buffer = RolloutBuffer(args.steps, 4)
    optimizer = torch.optim.Adam(agent.parameters(), lr=3e-4)
    with torch.no_grad():
        for t in range(args.steps):
            obs = torch.randn(1, 4)
            dist, value = agent(obs)
            action = dist.sample()
            buffer.obs[t], buffer.actions[t], buffer.log_probs[t] = obs[0], action[0], dist.log_prob(action)[0]
            buffer.values[t], buffer.rewards[t] = value[0], float(obs[0, 0] > 0)
    buffer.compute_returns()
    out = update(agent, buffer, optimizer, args.minibatch)
