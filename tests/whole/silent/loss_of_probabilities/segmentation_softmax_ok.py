import torch
import torch.nn as nn
import torch.nn.functional as F


class Masks(nn.Module):
    def __init__(self, classes=4):
        super().__init__()
        self.conv = nn.Conv2d(3, classes, 3, padding=1)

    def forward(self, x):
        scores = self.conv(x)
        return scores, torch.softmax(scores, dim=1)


def loss_of(net, images, masks):
    scores, seen = net(images)
    with torch.no_grad():
        target = torch.softmax(net(images)[0] / 2, dim=1)
    accuracy = (seen.argmax(1) == masks).float().mean()
    soft = F.cross_entropy(scores, target)
    mixed = F.nll_loss(torch.log(0.9 * seen + 0.02), masks)
    return F.cross_entropy(scores, masks) + soft + mixed + F.nll_loss(F.log_softmax(scores, 1), masks), accuracy


out = loss_of(Masks(), torch.rand(2, 3, 8, 8), torch.randint(0, 4, (2, 8, 8)))


# What torch says of it.
def claim():
    scores = torch.tensor([[100.0, 0.0, 0.0, 0.0]])
    return bool(F.cross_entropy(scores, torch.tensor([0])) < 0.01)
