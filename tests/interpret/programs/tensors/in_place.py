"""What changes a tensor in place, and what shares its shape."""

import torch
from torch import nn

x = torch.zeros(2, 3)
y = x
x.add_(1).mul_(2)
reveal_shape(x)  # (2, 3)
x.unsqueeze_(0)
reveal_shape((x, y))  # ((1, 2, 3), (1, 2, 3))
x.squeeze_().t_()
reveal_shape(y)  # (3, 2)
z = torch.empty(4)
z.resize_(2, 2)
reveal_shape(z)  # (2, 2)
out = torch.zeros_like(z, dtype=torch.long)
out.copy_(torch.ones(2))
reveal_shape((out, out.dtype))  # ((2, 2), torch.int64)
p = nn.Parameter(torch.zeros(3, 4))
p.data = torch.zeros(5, 6)
reveal_shape(p)  # (5, 6)
layer = nn.Linear(3, 4)
layer.weight.data.fill_(0)
nn.init.xavier_uniform_(layer.weight)
reveal_shape(layer.weight)  # (4, 3)
layer.weight = nn.Parameter(torch.zeros(7, 3))
layer.bias = None
reveal_shape(layer(torch.zeros(2, 3)))  # (2, 7)
tied = nn.Linear(8, 10, bias=False)
tied.weight = nn.Embedding(10, 8).weight
reveal_shape(tied(torch.zeros(1, 8)))  # (1, 10)
masked = torch.zeros(2, 3).masked_fill_(torch.zeros(3, dtype=torch.bool), 1.0)
reveal_shape(masked)  # (2, 3)
y += torch.ones(1, 2)
reveal_shape(y)  # (3, 2)
w = torch.zeros(2, 1)
w = w + torch.zeros(3)
reveal_shape(w)  # (2, 3)
detached = w.detach().cpu().numpy()
reveal_shape(torch.from_numpy(detached))  # (2, 3)
reveal_shape(w.to("cpu").float().requires_grad_().clone().contiguous())  # (2, 3)
