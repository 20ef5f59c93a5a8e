import torch
from torch import nn

value = nn.Linear(4, 1)
states = torch.randn(16, 4)
returns = torch.randn(16)
v = value(states)
adv = returns - v.squeeze(-1).detach()
per_pair = returns[:, None] - returns[None, :]
logp = torch.randn(16, requires_grad=True)
loss = -(adv * logp).mean() + (per_pair.abs() * 1e-3).mean()
q = nn.Linear(4, 3)(states)
best = q.max(dim=1, keepdim=True)[0]
gap = q - best
soft = torch.softmax(q, dim=1)
expected = (soft * q).sum(dim=1, keepdim=True)
entropy = -(soft * soft.log()).sum(1)
out = gap + expected
