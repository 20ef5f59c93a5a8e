import torch
from torch import nn

class Chomp1d(nn.Module):
    def __init__(self, chomp_size):
        super().__init__()
        self.chomp_size = chomp_size

    def forward(self, x):
        return x[:, :, :-self.chomp_size].contiguous()

class TemporalBlock(nn.Module):
    """Dilated causal convolution of a TCN."""
    def __init__(self, cin, cout, k, dilation):
        super().__init__()
        padding = (k - 1) * dilation
        self.conv1 = nn.Conv1d(cin, cout, k, padding=padding, dilation=dilation)
        self.chomp1 = Chomp1d(padding)
        self.relu = nn.ReLU()

    def forward(self, x):
        return self.relu(self.chomp1(self.conv1(x)))

out = nn.Sequential(TemporalBlock(4, 8, 3, 1), TemporalBlock(8, 8, 3, 2))(torch.randn(1, 4, 40))
