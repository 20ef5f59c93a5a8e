"""Nothing flattens the digits before the first Linear."""

import torch
from torch import nn

model = nn.Sequential(
    nn.Linear(28 * 28, 64),
    nn.ReLU(),
    nn.Linear(64, 10),
)
digits = torch.rand(16, 1, 28, 28)
print(model(digits).argmax(dim=1))
