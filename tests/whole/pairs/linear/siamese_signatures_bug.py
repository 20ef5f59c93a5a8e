import torch
import torch.nn as nn
import torch.nn.functional as F


def padded_conv(i, o):
    return [nn.ReflectionPad2d(1), nn.Conv2d(i, o, kernel_size=3), nn.BatchNorm2d(o), nn.ReLU(inplace=True)]


class SignatureNet(nn.Module):
    """Are two signatures of 100x100 by the same hand?"""

    def __init__(self):
        super(SignatureNet, self).__init__()
        self.strokes = nn.Sequential(*padded_conv(1, 4), *padded_conv(4, 8))
        self.vector = nn.Sequential(nn.Linear(8 * 100 * 100, 50), nn.ReLU(), nn.Linear(50, 5))

    def embed(self, x):
        maps = self.strokes(x)
        flat = maps.view(maps.size()[0], -1)
        return self.vector(flat)  # error: [feature-mismatch]

    def forward(self, known, questioned):
        return self.embed(known), self.embed(questioned)


def margin_loss(a, b, forged, margin=1.5):
    d = F.pairwise_distance(a, b)
    pull = (1 - forged) * d.pow(2)
    push = forged * (margin - d).clamp(min=0).pow(2)
    return (pull + push).mean()


if __name__ == "__main__":
    net = SignatureNet()
    known, questioned = torch.rand(2, 2, 1, 105, 105)
    a, b = net(known, questioned)
    print(margin_loss(a, b, torch.tensor([0.0, 1.0])))
