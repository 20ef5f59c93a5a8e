"""The port of `keras_digits.py`, in which the shapes agree everywhere behind the first layer."""

import torch
from torch import nn


class Digits(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 64, 3, padding=1, bias=False),
            nn.BatchNorm2d(64),
            nn.ReLU(),
            nn.Dropout(0.3),
            nn.Conv2d(64, 64, 3, padding=1),
            nn.BatchNorm2d(64),
            nn.ReLU(),
            nn.MaxPool2d(2, 2),
        )
        self.classify = nn.Linear(64 * 15 * 15, 10)

    def forward(self, x):
        return self.classify(self.features(x).flatten(1))


if __name__ == "__main__":
    print(Digits()(torch.randn(8, 3, 30, 30)).shape)
