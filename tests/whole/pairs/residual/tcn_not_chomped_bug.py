"""Dilated convolutions over time; what the padding adds has to be cut off at the later end."""
import torch
import torch.nn as nn


class CutEnd(nn.Module):
    def __init__(self, n):
        super(CutEnd, self).__init__()
        self.n = n

    def forward(self, x):
        return x[:, :, :-self.n]


class DilatedBlock(nn.Module):
    def __init__(self, c_in, c_out, kernel, dilation):
        super(DilatedBlock, self).__init__()
        reach = (kernel - 1) * dilation
        conv1 = nn.Conv1d(c_in, c_out, kernel, padding=reach, dilation=dilation)
        conv2 = nn.Conv1d(c_out, c_out, kernel, padding=reach, dilation=dilation)
        self.steps = nn.Sequential(conv1, CutEnd(reach), nn.ReLU(),
                                   conv2, nn.Dropout(0.2))
        self.match = None if c_in == c_out else nn.Conv1d(c_in, c_out, 1)

    def forward(self, x):
        y = self.steps(x)
        kept = x if self.match is None else self.match(x)
        return torch.relu(y + kept)  # error: [broadcast-mismatch]


def tide_model(widths, kernel=7):
    blocks, c = [], 1
    for i, w in enumerate(widths):
        blocks.append(DilatedBlock(c, w, kernel, dilation=2 ** i))
        c = w
    return nn.Sequential(*blocks, nn.Conv1d(c, 1, 1))


if __name__ == "__main__":
    heights = torch.randn(8, 1, 400)
    print(tide_model([25] * 4)(heights).shape)
