"""Steps spread over the channels, which then come first: each channel has every step."""

import torch


def spread(x, channels):
    steps = x.shape[1]
    x = x.unsqueeze(-1).repeat(1, 1, channels)
    return x.transpose(1, 2).reshape(x.shape[0], channels, steps)


def main():
    x = torch.rand(2, 10)
    return x, spread(x, 4)


def claim():
    x, y = main()
    return torch.equal(y[:, 0], x)
