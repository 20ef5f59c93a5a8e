"""Two kinds of features are joined along the batch."""

import torch
from torch import nn


class TwoInputs(nn.Module):
    def __init__(self):
        super().__init__()
        self.image = nn.Linear(512, 32)
        self.table = nn.Linear(10, 16)
        self.head = nn.Linear(48, 1)

    def forward(self, image, table):
        joined = torch.cat([self.image(image), self.table(table)], dim=0)
        return self.head(joined)


print(TwoInputs()(torch.randn(8, 512), torch.randn(8, 10)).shape)
