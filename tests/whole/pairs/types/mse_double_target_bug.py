import numpy as np
import torch
from torch import nn
model = nn.Linear(4, 4)
x = torch.randn(16, 4)
w = torch.from_numpy(np.random.rand(4, 4))
y = model(x) @ w  # error: [dtype-mismatch]
print(y.shape)
