"""Gradients that begin at a single number, or are told where they begin."""

import torch
from torch import nn

net = nn.Linear(4, 1)
x = torch.rand(8, 4, requires_grad=True)
y = net(x)
y.mean().backward(retain_graph=True)
y.backward(torch.ones_like(y), retain_graph=True)
y.backward(gradient=torch.ones(8, 1), retain_graph=True)
print(torch.autograd.grad(y.sum(), x, retain_graph=True)[0].shape)
print(torch.autograd.grad(y, x, grad_outputs=torch.ones_like(y), create_graph=True)[0].shape)
print(torch.autograd.grad([y], [x], [torch.ones_like(y)], retain_graph=True)[0].shape)
net(torch.rand(1, 4)).backward()
nn.MSELoss(reduction="none")(net(x), torch.rand(8, 1)).mean(1).sum().backward()
