import torch
import torch.nn as nn


class Masks(nn.Module):
    def __init__(self, classes=4):
        super().__init__()
        self.conv = nn.Conv2d(3, classes, 3, padding=1)

    def forward(self, x):
        return torch.softmax(self.conv(x), dim=1)  # warning: [loss-of-probabilities]


def loss_of(net, images, masks):
    seen = net(images)
    return nn.functional.cross_entropy(seen.flatten(2), masks.flatten(1))


out = loss_of(Masks(), torch.rand(2, 3, 8, 8), torch.randint(0, 4, (2, 8, 8)))


# What torch says of it.
def claim():
    scores = torch.tensor([[100.0, 0.0, 0.0, 0.0]])
    return bool(nn.functional.cross_entropy(scores.softmax(1), torch.tensor([0])) > 0.7)
