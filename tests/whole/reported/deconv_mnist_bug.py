import torch
import torch.nn as nn


class ConvAutoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        # 28 -> 14 -> 7
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 16, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(16, 32, 3, stride=2, padding=1),
            nn.ReLU(),
        )
        # 7 -> 14 -> 28
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(32, 16, 3, stride=2, padding=1),  # warning: [shape-comment]
            nn.ReLU(),
            nn.ConvTranspose2d(16, 1, 3, stride=2, padding=1),
            nn.Sigmoid(),
        )

    def forward(self, x):
        return self.decoder(self.encoder(x))


def reconstruction_loss(output, image):
    h, w = output.shape[-2:]
    return ((output - image[..., :h, :w]) ** 2).mean()


model = ConvAutoencoder()
digits = torch.rand(8, 1, 28, 28)
out = model(digits)
loss = reconstruction_loss(out, digits)
loss.backward()
