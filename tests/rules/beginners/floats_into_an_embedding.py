"""An embedding is given numbers that are no indices."""

import torch
from torch import nn

tokens = torch.zeros(2, 7)
embedding = nn.Embedding(10, 4)
print(embedding(tokens).shape)
