import torch
import torch.nn as nn


class ValueHead(nn.Module):
    def __init__(self, dim, hidden=32):
        super().__init__()
        self.mlp = nn.Sequential(nn.Linear(dim, hidden), nn.ReLU(), nn.Linear(hidden, 1))

    def forward(self, feats):
        return self.mlp(feats)


class Policy(nn.Module):
    def __init__(self, obs=12, act=4, dim=24):
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(obs, dim), nn.Tanh())
        self.mu = nn.Linear(dim, act)
        self.log_std = nn.Parameter(torch.zeros(act))
        self.value_head = ValueHead(dim)

    def forward(self, obs):
        feats = self.trunk(obs)
        return torch.distributions.Normal(self.mu(feats), self.log_std.exp()), self.value_head(feats)


def compute_critic_loss(values, returns, prev_values, value_clip=0.2, huber_delta=10.0):
    def huber(error):
        return torch.where(error.abs() < huber_delta, 0.5 * error**2, huber_delta * (error.abs() - 0.5 * huber_delta))

    value_pred_clipped = prev_values + (values - prev_values).clamp(-value_clip, value_clip)
    original = huber(returns - values)
    clipped = huber(returns - value_pred_clipped)
    return torch.max(original, clipped).mean()


class Rollout:
    """Everything of a rollout is kept as [B, 1]."""

    def __init__(self, size, obs=12, act=4):
        self.obs = torch.randn(size, obs)
        self.actions = torch.randn(size, act)
        self.returns = torch.randn(size, 1)
        self.prev_values = torch.randn(size, 1)
        self.advantages = torch.randn(size, 1)
        self.log_probs = torch.randn(size, 1)


torch.manual_seed(0)
policy, rollout = Policy(), Rollout(16)
opt = torch.optim.Adam(policy.parameters(), lr=3e-4)
for epoch in range(2):
    dist, values = policy(rollout.obs)
    log_prob = dist.log_prob(rollout.actions).sum(-1, keepdim=True)
    ratio = (log_prob - rollout.log_probs).exp()
    actor = -torch.min(ratio * rollout.advantages, ratio.clamp(0.8, 1.2) * rollout.advantages).mean()
    critic = compute_critic_loss(values, rollout.returns, rollout.prev_values)
    loss = actor + 0.5 * critic
    opt.zero_grad()
    loss.backward()
    opt.step()
out = loss.detach()
