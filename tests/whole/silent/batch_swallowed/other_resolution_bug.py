import torch
import torch.nn as nn


class Autoencoder(nn.Module):
    def __init__(self, pixels=28 * 28, code=16):
        super(Autoencoder, self).__init__()
        self.pixels = pixels
        self.encoder = nn.Sequential(nn.Linear(pixels, 64), nn.ReLU(), nn.Linear(64, code))
        self.decoder = nn.Sequential(nn.Linear(code, 64), nn.ReLU(), nn.Linear(64, pixels))

    def encode(self, images):
        flat = images.reshape(-1, self.pixels)  # warning: [batch-swallowed]
        return self.encoder(flat)

    def forward(self, images):
        return self.decoder(self.encode(images)).view_as(images)


images = torch.rand(4, 1, 56, 56)
codes = Autoencoder().encode(images)


# What torch says of it.
def claim():
    return len(codes) == 16
