import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import Dataset, DataLoader
class Points(Dataset):
    def __init__(self, n):
        self.x = np.random.randn(n, 2).astype(np.float32)
        self.y = (self.x[:, 0] > 0).astype(np.int64)
    def __len__(self):
        return len(self.x)
    def __getitem__(self, i):
        return torch.from_numpy(self.x[i]), torch.tensor(self.y[i])
net = nn.Linear(2, 2)
for x, y in DataLoader(Points(64), batch_size=8):
    loss = F.nll_loss(F.log_softmax(net(x), dim=1), y)
    loss.backward()
