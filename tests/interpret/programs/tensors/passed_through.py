"""nn.Identity hands on whatever it is given."""

import torch
from torch import nn

same = nn.Identity(54, unused=1)
reveal_shape(same(torch.zeros(2, 3)))  # (2, 3)
reveal_shape(same([torch.zeros(2, 3), 4]))  # [(2, 3), 4]
reveal_shape(same(None))  # None
out, (hidden, cell) = nn.Sequential(nn.LSTM(4, 5), nn.Identity())(torch.zeros(3, 2, 4))
reveal_shape(out)  # (3, 2, 5)
reveal_shape(cell)  # (1, 2, 5)
nn.Sequential(nn.Identity(), nn.Linear(4, 5))(torch.zeros(2, 3))  # error: [feature-mismatch]
