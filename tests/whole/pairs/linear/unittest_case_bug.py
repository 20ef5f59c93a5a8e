import unittest

import torch
from torch import nn


class PatchDiscriminator(nn.Module):
    def __init__(self, in_channels=3, base=16):
        super().__init__()

        def block(i, o, norm=True):
            seq = [nn.Conv2d(i, o, 4, stride=2, padding=1)]
            if norm:
                seq.append(nn.InstanceNorm2d(o))
            seq.append(nn.LeakyReLU(0.2, inplace=True))
            return seq

        self.model = nn.Sequential(
            *block(in_channels, base, norm=False),
            *block(base, base * 2),
            *block(base * 2, base * 4),
        )
        self.adv_layer = nn.Sequential(nn.Linear(base * 4 * 4 ** 2, 1), nn.Sigmoid())

    def forward(self, img):
        out = self.model(img)
        out = out.view(out.shape[0], -1)
        validity = self.adv_layer(out)  # error: [feature-mismatch]
        return validity


class DiscriminatorTest(unittest.TestCase):
    def test_one_score_per_image(self):
        net = PatchDiscriminator()
        score = net(torch.randn(2, 3, 64, 64))
        self.assertEqual(tuple(score.shape), (2, 1))
