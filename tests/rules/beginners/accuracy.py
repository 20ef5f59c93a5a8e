"""The accuracy takes the largest score over the samples, not over the classes."""

import torch
from torch import nn

model = nn.Linear(20, 10)
x = torch.randn(8, 20)
target = torch.randint(0, 10, (8,))
scores = model(x)
predicted = scores.argmax(dim=0)
accuracy = (predicted == target).float().mean()
print(accuracy)
