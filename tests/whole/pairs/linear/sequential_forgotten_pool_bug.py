import torch
from torch import nn

model = nn.Sequential(
    nn.Conv2d(3, 16, kernel_size=3, padding=1),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Conv2d(16, 32, kernel_size=3, padding=1),
    nn.ReLU(),
    nn.Flatten(),
    nn.Linear(32 * 8 * 8, 64),  # related
    nn.ReLU(),
    nn.Linear(64, 10),
)

x = torch.randn(5, 3, 32, 32)
y = model(x)  # error: [feature-mismatch]
print(y.shape)
