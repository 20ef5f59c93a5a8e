import torch
from torch import nn
num = torch.randn(16, 3)
cat = torch.randint(0, 10, (16, 1))
x = torch.cat([num, cat], dim=1)
emb = nn.Embedding(10, 4)
z = emb(x[:, 3])  # error: [dtype-mismatch]
print(z.shape)
