import torch
from torch import nn

class CausalConv1d(nn.Module):
    def __init__(self, cin, cout, k, dilation=1):
        super().__init__()
        self.pad = (k - 1) * dilation
        self.conv = nn.Conv1d(cin, cout, k, padding=self.pad, dilation=dilation)

    def forward(self, x):
        x = self.conv(x)
        return x[:, :, :-self.pad]

out = CausalConv1d(4, 8, 3, 2)(torch.randn(1, 4, 40))
