import torch
import torch.nn as nn
import torch.nn.functional as F


class ConvBank(nn.Module):
    """Kernels of all widths, cut to the length of the input afterwards."""

    def __init__(self, dim=16, widths=(1, 2, 3, 4)):
        super().__init__()
        self.convs = nn.ModuleList(nn.Conv1d(dim, dim, k, padding=k // 2) for k in widths)
        self.pool = nn.MaxPool1d(2, stride=1, padding=1)

    def forward(self, x):
        length = x.size(2)
        bank = torch.cat([F.relu(conv(x))[:, :, :length] for conv in self.convs], dim=1)
        return self.pool(bank)[:, :, :length]


out = ConvBank()(torch.rand(2, 16, 21)).detach()
