"""SegNet: the decoder puts values back to where the encoder's pools took them from."""

import torch
import torch.nn as nn


def cbr(i, o):
    return nn.Sequential(nn.Conv2d(i, o, 3, padding=1), nn.BatchNorm2d(o), nn.ReLU(inplace=True))


class SegNet(nn.Module):
    def __init__(self, classes=12, widths=(3, 8, 16, 32)):
        super().__init__()
        pairs = list(zip(widths, widths[1:]))
        self.encoders = nn.ModuleList([nn.Sequential(cbr(a, b), cbr(b, b)) for a, b in pairs])
        self.decoders = nn.ModuleList([nn.Sequential(cbr(b, b), cbr(b, a if a > 3 else b)) for a, b in pairs[::-1]])
        self.pool = nn.MaxPool2d(2, stride=2, return_indices=True)
        self.unpool = nn.MaxUnpool2d(2, stride=2)
        self.classifier = nn.Conv2d(widths[1], classes, 1)

    def forward(self, x):
        stack = []
        for encoder in self.encoders:
            x = encoder(x)
            size = x.size()
            x, indices = self.pool(x)
            stack.append((indices, size))
        for decoder in self.decoders:
            indices, size = stack.pop()
            x = self.unpool(x, indices, output_size=size)
            x = decoder(x)
        return torch.softmax(self.classifier(x), dim=1)


RUNS = [
    ("SegNet", {}, [[2, 3, 64, 48]]),
    ("SegNet", {"classes": 3, "widths": (3, 12, 24)}, [[1, 3, 45, 51]]),
]
