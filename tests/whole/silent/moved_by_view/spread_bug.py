"""Steps spread over the channels, and then a view where a transpose was meant: each channel mixes steps."""

import torch


def spread(x, channels):
    steps = x.shape[1]
    x = x.unsqueeze(-1).repeat(1, 1, channels)
    return x.view(x.shape[0], channels, steps)  # warning: [moved-by-view]


def main():
    x = torch.rand(2, 10)
    return x, spread(x, 4)


def claim():
    x, y = main()
    return not torch.equal(y[:, 0], x)
