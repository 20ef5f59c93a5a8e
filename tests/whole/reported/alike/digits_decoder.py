import torch
import torch.nn as nn


class Decoder(nn.Module):
    """The generator of the paper, which begins with 4x4 and ends with 28x28."""

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.ConvTranspose2d(32, 16, 3, stride=2, padding=1),  # 4x4 -> 7x7
            nn.ReLU(),
            nn.ConvTranspose2d(16, 8, 4, stride=2, padding=1),  # 7x7 -> 14x14
            nn.ReLU(),
            nn.ConvTranspose2d(8, 1, 4, stride=2, padding=1),  # 14x14 -> 28x28
        )

    def forward(self, z):
        return self.net(z)


out = Decoder()(torch.randn(2, 32, 4, 4)).detach()
