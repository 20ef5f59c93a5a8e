"""Text lines: convolutions that shrink the height more than the width, then recurrent layers along the width."""

import torch
import torch.nn as nn

# channels, kernel, padding, norm, pool (kernel, stride, padding) or None
COLUMNS = [
    (8, 3, 1, False, (2, 2, 0)),
    (16, 3, 1, False, (2, 2, 0)),
    (24, 3, 1, True, None),
    (24, 3, 1, False, ((2, 2), (2, 1), (0, 1))),
    (32, 3, 1, True, ((2, 2), (2, 1), (0, 1))),
    (32, 2, 0, True, None),
]


class BothWays(nn.Module):
    def __init__(self, n_in, n_hidden, n_out):
        super(BothWays, self).__init__()
        self.rnn = nn.LSTM(n_in, n_hidden, bidirectional=True)
        self.out = nn.Linear(2 * n_hidden, n_out)

    def forward(self, x):
        states, _ = self.rnn(x)
        steps, batch, width = states.size()
        flat = self.out(states.view(steps * batch, width))
        return flat.view(steps, batch, -1)


class LineReader(nn.Module):
    def __init__(self, height=32, colours=1, letters=36, hidden=24, leaky=False):
        super(LineReader, self).__init__()
        if height % 16 != 0:
            raise ValueError("the height has to be a multiple of 16")
        eyes = nn.Sequential()
        c = colours

        def see(i, out, kernel, padding, norm, pool):
            eyes.add_module("conv{}".format(i), nn.Conv2d(c, out, kernel, padding=padding))
            if norm:
                eyes.add_module("norm{}".format(i), nn.BatchNorm2d(out))
            eyes.add_module("act{}".format(i), nn.LeakyReLU(0.2) if leaky else nn.ReLU(True))
            if pool is not None:
                eyes.add_module("pool{}".format(i), nn.MaxPool2d(*pool))
            return out

        for i, column in enumerate(COLUMNS):
            c = see(i, *column)
        self.eyes = eyes
        self.voice = nn.Sequential(BothWays(c, hidden, hidden), BothWays(hidden, hidden, letters + 1))

    def forward(self, line):
        maps = self.eyes(line)
        assert maps.size(2) == 1, "one row must be left"
        steps = maps.squeeze(2).permute(2, 0, 1)
        return torch.log_softmax(self.voice(steps), dim=2)


RUNS = [
    ("LineReader", {}, [[2, 1, 32, 100]]),
    ("LineReader", {"leaky": True, "colours": 3, "letters": 10}, [[1, 3, 32, 57]]),
]
