import numpy as np
import torch
import torch.nn as nn
X = np.random.rand(100, 8)
y = np.random.rand(100, 1)
X = torch.from_numpy(X) .float()
y = torch.from_numpy(y).float()
model = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 1))
loss_fn = nn.MSELoss()
opt = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(2):
    out = model(X)
    loss = loss_fn(out, y)
    opt.zero_grad()
    loss.backward()
    opt.step()
