"""Distributions: axes of the batch, and of one event."""

import torch
from torch import nn
from torch.distributions import Categorical, Independent, MultivariateNormal, Normal, kl_divergence

policy = Categorical(torch.softmax(nn.Linear(4, 2)(torch.randn(8, 4)), dim=-1))
action = policy.sample()
reveal_shape(action)  # (8,)
reveal_shape(policy.log_prob(action))  # (8,)
reveal_shape(policy.entropy())  # (8,)
reveal_shape(policy.sample((5,)))  # (5, 8)

normal = Normal(torch.zeros(8, 3), torch.ones(3))
reveal_shape(normal.rsample())  # (8, 3)
reveal_shape(normal.log_prob(torch.zeros(8, 3)).sum(-1))  # (8,)
reveal_shape(normal.entropy())  # (8, 3)
reveal_shape(Normal(0.0, 1.0).sample((16, 2)))  # (16, 2)

both = Independent(normal, 1)
reveal_shape(both.batch_shape)  # (8,)
reveal_shape(both.event_shape)  # (3,)
reveal_shape(both.log_prob(torch.zeros(8, 3)))  # (8,)
reveal_shape(kl_divergence(normal, Normal(torch.zeros(3), torch.ones(3))))  # (8, 3)

many = MultivariateNormal(torch.zeros(6, 2), torch.eye(2))
reveal_shape(many.sample())  # (6, 2)
reveal_shape(many.log_prob(torch.zeros(6, 2)))  # (6,)
optimizer = torch.optim.Adam(nn.Linear(3, 3).parameters(), lr=0.1)
optimizer.zero_grad()
schedule = torch.optim.lr_scheduler.StepLR(optimizer, 3)
reveal_shape(optimizer.step(lambda: torch.zeros(5)))  # (5,)
