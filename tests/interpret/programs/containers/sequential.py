"""nn.Sequential in all its forms."""

from collections import OrderedDict

import torch
from torch import nn

x = torch.zeros(2, 3, 16, 16)
plain = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.MaxPool2d(2))
reveal_shape(plain(x))  # (2, 8, 7, 7)
reveal_shape((len(plain), plain[0].out_channels, plain[-1].kernel_size))  # (3, 8, 2)
reveal_shape(plain[:2](x))  # (2, 8, 14, 14)
named = nn.Sequential(OrderedDict([("conv", nn.Conv2d(3, 4, 1)), ("pool", nn.AvgPool2d(4))]))
reveal_shape(named(x))  # (2, 4, 4, 4)
reveal_shape(named.conv(x))  # (2, 4, 16, 16)
layers = [nn.Flatten()]
features = 768
for out in (100, 10):
    layers += [nn.Linear(features, out), nn.ReLU(inplace=True)]
    features = out
layers.pop()
head = nn.Sequential(*layers)
reveal_shape(head(x))  # (2, 10)
reveal_shape([type(layer).__name__ for layer in head])  # ['Flatten', 'Linear', 'ReLU', 'Linear']
nested = nn.Sequential(plain, nn.Sequential(nn.Conv2d(8, 16, 3), nn.Flatten()))
reveal_shape(nested(x))  # (2, 400)
reveal_shape(nested[1][0](plain(x)))  # (2, 16, 5, 5)
grown = nn.Sequential()
grown.add_module("first", nn.Conv2d(3, 6, 3, stride=2))
grown.append(nn.Conv2d(6, 12, 3, stride=2))
grown.extend([nn.AdaptiveAvgPool2d(1), nn.Flatten()])
reveal_shape(grown(x))  # (2, 12)
grown[3] = nn.Flatten(2)
reveal_shape(grown(x))  # (2, 12, 1)
del grown[3]
reveal_shape(grown(x))  # (2, 12, 1, 1)
y = x
for layer in plain:
    y = layer(y)
    reveal_shape(y)  # (2, 8, 14, 14); (2, 8, 7, 7)
for name, child in named.named_children():
    reveal_shape((name, child))  # ('conv', Conv2d); ('pool', AvgPool2d)
reveal_shape(nn.Sequential(*list(plain.children())[:-1])(x))  # (2, 8, 14, 14)
reveal_shape(nn.Sequential()(x))  # (2, 3, 16, 16)


class Block(nn.Sequential):
    def __init__(self, a, b):
        super().__init__(nn.Conv2d(a, b, 3, padding=1), nn.BatchNorm2d(b))


class Skip(nn.Sequential):
    def forward(self, input):
        return torch.cat([input, super().forward(input)], 1)


reveal_shape(Block(3, 5)(x))  # (2, 5, 16, 16)
reveal_shape(Skip(Block(3, 5))(x))  # (2, 8, 16, 16)
reveal_shape((plain + named[:0])(x))  # (2, 8, 7, 7)
