import torch
import torch.nn as nn


class NonCausalStack(nn.Module):
    def __init__(self, channels=8, layers=4, k=3):
        super().__init__()
        self.convs = nn.ModuleList()
        for i in range(layers):
            d = 2 ** i
            self.convs.append(nn.Conv1d(channels, channels, k, dilation=d, padding=k // 2))  # warning: [not-same]

    def forward(self, x):
        skip = 0
        for conv in self.convs:
            y = torch.tanh(conv(x))
            x = x[..., :y.shape[-1]] + y
            skip = skip + y.mean(-1)
        return x, skip


# What torch says of it.
def claim():
    y, _ = NonCausalStack()(torch.zeros(1, 8, 200))
    return y.shape[-1] == 178
