import argparse

import torch
import torch.nn as nn


class TemporalBlock(nn.Module):
    """Dilated causal convolutions with a residual, over the whole history."""

    def __init__(self, n_inputs, n_outputs, kernel_size, dilation, dropout=0.1):
        super().__init__()
        self.padding = kernel_size - 1
        self.conv1 = nn.Conv1d(n_inputs, n_outputs, kernel_size, dilation=dilation)
        self.conv2 = nn.Conv1d(n_outputs, n_outputs, kernel_size, dilation=dilation)
        self.dropout = nn.Dropout(dropout)
        self.downsample = nn.Conv1d(n_inputs, n_outputs, 1) if n_inputs != n_outputs else None

    def causal(self, conv, x):
        return self.dropout(torch.relu(conv(nn.functional.pad(x, (self.padding, 0)))))  # warning: [not-same]

    def forward(self, x):
        out = self.causal(self.conv2, self.causal(self.conv1, x))
        res = x if self.downsample is None else self.downsample(x)
        return torch.relu(out + res[:, :, res.size(2) - out.size(2) :])


class TCN(nn.Module):
    def __init__(self, features, channels=(16, 16, 16), kernel_size=3):
        super().__init__()
        sizes = [features, *channels]
        self.network = nn.Sequential(
            *[TemporalBlock(a, b, kernel_size, dilation=2**i) for i, (a, b) in enumerate(zip(sizes[:-1], sizes[1:]))]
        )
        self.linear = nn.Linear(channels[-1], 1)

    def forward(self, x):
        y = self.network(x.transpose(1, 2))
        return self.linear(y[:, :, -1]), y


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--history", type=int, default=60)
    args = parser.parse_args()
    torch.manual_seed(0)
    model = TCN(5).eval()
    forecast, states = model(torch.randn(4, args.history, 5))
    out = states.detach()
