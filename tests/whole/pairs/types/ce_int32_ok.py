import numpy as np
import torch
from torch import nn
y = np.random.randint(0, 4, 10).astype(np.int64)
logits = nn.Linear(3, 4)(torch.randn(10, 3))
print(nn.CrossEntropyLoss()(logits, torch.from_numpy(y)))
