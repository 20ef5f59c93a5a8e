"""Three autoencoders: of vectors with mirrored widths, of images, and of sequences."""

import torch
from torch import nn


def mlp(widths, last=None):
    layers = []
    for a, b in zip(widths, widths[1:]):
        layers.extend([nn.Linear(a, b), nn.ReLU()])
    layers[-1] = last or nn.Identity()
    return nn.Sequential(*layers)


class Mirrored(nn.Module):
    def __init__(self, *widths):
        super().__init__()
        self.encoder = mlp(widths)
        self.decoder = mlp(tuple(reversed(widths)), last=nn.Sigmoid())

    def forward(self, x):
        shape = x.shape
        code = self.encoder(x.flatten(1))
        return self.decoder(code).view(shape), code


def mirrored(widths):
    return Mirrored(*widths)


class ImageAutoencoder(nn.Module):
    def __init__(self, colours=1):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(colours, 12, 5, stride=3, padding=2),
            nn.ELU(True),
            nn.Conv2d(12, 24, 4, stride=2),
            nn.ELU(True),
            nn.AvgPool2d(2, stride=1),
        )
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(24, 12, 2),
            nn.ELU(True),
            nn.ConvTranspose2d(12, 12, 4, stride=2),
            nn.ELU(True),
            nn.ConvTranspose2d(12, colours, 5, stride=3, padding=2),
            nn.Sigmoid(),
        )

    def forward(self, x):
        return self.decoder(self.encoder(x))


class SequenceAutoencoder(nn.Module):
    """The last state of one LSTM, repeated at each step, is what the other one starts from."""

    def __init__(self, steps=30, features=2, code=16):
        super().__init__()
        self.steps = steps
        self.reader = nn.LSTM(features, code, num_layers=2, batch_first=True)
        self.writer = nn.LSTM(code, 2 * code, batch_first=True)
        self.out = nn.Linear(2 * code, features)

    def forward(self, x):
        _, (h, _) = self.reader(x)
        code = h[-1]
        again, _ = self.writer(code.unsqueeze(1).repeat(1, self.steps, 1))
        return self.out(again), code


RUNS = [
    ("mirrored", {"widths": [784, 64, 12]}, [[5, 1, 28, 28]]),
    ("ImageAutoencoder", {}, [[2, 1, 28, 28]]),
    ("SequenceAutoencoder", {}, [[4, 30, 2]]),
]

if __name__ == "__main__":
    reconstruction, code = Mirrored(100, 20)(torch.rand(2, 100))
