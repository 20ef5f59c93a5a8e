import torch
import torch.nn as nn

net = nn.Sequential(
    nn.Conv2d(1, 12, 3, stride=2),
    nn.ELU(),
    nn.Conv2d(12, 24, 3),
    nn.ELU(),
    nn.AdaptiveMaxPool2d(1),
)
print(net(torch.rand(1, 1, 28, 28)).shape)
