"""Gradients have the shapes of what they are taken by."""

import torch
from torch import nn

net = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
x = torch.rand(16, 1, requires_grad=True)
t = torch.rand(16, 1, requires_grad=True)
u = net(torch.cat([x, t], 1))
u_x, u_t = torch.autograd.grad(u, (x, t), torch.ones_like(u), create_graph=True)
reveal_shape(u_x)  # (16, 1)
(u_xx,) = torch.autograd.grad(u_x.sum(), x, create_graph=True)
reveal_shape(u_xx)  # (16, 1)
both = torch.cat([x, t], 1)
reveal_shape(torch.autograd.grad(outputs=net(both).mean(), inputs=both)[0])  # (16, 2)
reveal_shape(u.sum().backward(retain_graph=True))  # None
torch.autograd.grad(u, x)  # error: [gradient-of-many]
