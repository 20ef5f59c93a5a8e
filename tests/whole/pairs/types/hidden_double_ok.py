import torch
from torch import nn
cell = nn.GRUCell(8, 16)
h = torch.zeros(4, 16, dtype=torch.float32)
for t in range(3):
    h = cell(torch.randn(4, 8), h)
print(h.shape)
