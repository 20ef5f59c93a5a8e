import torch
from torch import nn

decoder = nn.Sequential(
    nn.Linear(16, 32),
    nn.ReLU(),
    nn.Linear(32, 3136),
    nn.Unflatten(1, (64, 7, 8)),  # related
    nn.ConvTranspose2d(64, 32, 4, stride=2, padding=1),
    nn.ReLU(),
    nn.ConvTranspose2d(32, 1, 4, stride=2, padding=1),
)

codes = torch.randn(10, 16)
digits = decoder(codes)  # error: [invalid-reshape]
print(digits.shape)
