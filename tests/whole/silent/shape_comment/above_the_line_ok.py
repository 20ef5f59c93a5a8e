import torch
from torch import nn


class Decoder(nn.Module):
    def __init__(self, latent=16):
        super().__init__()
        self.fc = nn.Linear(latent, 8 * 7 * 7)
        self.up1 = nn.ConvTranspose2d(8, 4, 4, stride=2, padding=1)
        self.up2 = nn.ConvTranspose2d(4, 1, 4, stride=2, padding=1)

    def forward(self, z):
        x = self.fc(z).view(-1, 8, 7, 7)
        # [B, 8, 7, 7] -> [B, 4, 14, 14]
        x = torch.relu(self.up1(x))
        # [B, 4, 14, 14] -> [B, 1, 28, 28]
        x = torch.sigmoid(self.up2(x))
        return x


# What torch says of it.
def claim():
    n = Decoder()(torch.zeros(3, 16)).shape[-1]
    return n == 28
