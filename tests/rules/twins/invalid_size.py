"""Sizes of 0 and -1 where they are allowed."""

import torch
from torch import nn

nothing = torch.rand(0, 3, 8, 8)
print(nn.Conv2d(3, 4, 3, padding=0)(nothing).shape, nn.Flatten()(torch.rand(2, 3, 8, 8)).shape)
print(torch.zeros(0).shape, torch.arange(0).shape, torch.ones(3, 1).expand(-1, 4).shape)
print(nn.ConvTranspose2d(3, 4, 3, stride=2, output_padding=1)(torch.rand(1, 3, 4, 4)).shape)
print(nn.Linear(4, 0)(torch.rand(2, 4)).shape, torch.rand(4, 4)[:0].shape)
print(nn.Embedding(5, 3, padding_idx=-1)(torch.tensor([4, 0])).shape)
print(nn.AdaptiveAvgPool2d((None, 1))(torch.rand(1, 3, 8, 8)).shape)
