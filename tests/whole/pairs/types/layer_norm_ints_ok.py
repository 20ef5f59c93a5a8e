import torch
from torch import nn
tokens = torch.randint(0, 100, (2, 7, 16))
norm = nn.LayerNorm(16)
print(norm(tokens.float()).shape)
