import torch
import torch.nn as nn


def conv_block(i, o):
    return nn.Sequential(nn.Conv2d(i, o, 3, padding=1), nn.BatchNorm2d(o), nn.ReLU(), nn.MaxPool2d(2))


class ProtoNet(nn.Module):
    """Embeds Omniglot characters for few-shot classification."""

    def __init__(self, hid=16, out=16, depth=4):
        super().__init__()
        widths = [1] + [hid] * (depth - 1) + [out]
        self.encoder = nn.Sequential(*[conv_block(a, b) for a, b in zip(widths, widths[1:])])

    def forward(self, x):
        return self.encoder(x).flatten(1)  # error: [kernel-exceeds-input]


net = ProtoNet(depth=5)
support = torch.rand(10, 1, 28, 28)
prototypes = net(support).view(5, 2, -1).mean(dim=1)
