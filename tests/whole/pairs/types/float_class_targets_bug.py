import torch
from torch import nn
model = nn.Linear(20, 5)
x = torch.randn(32, 20)
labels = torch.tensor([float(i % 5) for i in range(32)])
criterion = nn.CrossEntropyLoss()
loss = criterion(model(x), labels)  # error: [dtype-mismatch]
loss.backward()
