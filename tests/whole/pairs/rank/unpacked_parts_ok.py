"""Query, key and value are taken out of a projection of three widths."""

import torch
from torch import nn

project = nn.Linear(16, 3 * 16)
tokens = torch.randn(4, 10, 16)
query, key, value = project(tokens).split(16, dim=-1)
print((query @ key.transpose(1, 2)).softmax(-1).matmul(value).shape)
