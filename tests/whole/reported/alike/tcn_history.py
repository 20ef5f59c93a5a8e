import torch
import torch.nn as nn


class Valid(nn.Module):
    """No padding on purpose: every step of the result has seen a whole window, and the rest is cut off both."""

    def __init__(self, channels=8):
        super().__init__()
        self.convs = nn.ModuleList(nn.Conv1d(channels, channels, 3, dilation=2**i) for i in range(3))

    def forward(self, x):
        for conv in self.convs:
            y = torch.relu(conv(x))
            x = y + x[..., x.size(-1) - y.size(-1) :]
        return x


out = Valid()(torch.randn(2, 8, 50)).detach()
