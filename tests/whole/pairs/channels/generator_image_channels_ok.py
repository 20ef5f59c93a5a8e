import torch
import torch.nn as nn

LATENT = 100
WIDTH = 16
COLOURS = 3


class Painter(nn.Module):
    def __init__(self):
        super(Painter, self).__init__()
        self.layers = nn.Sequential(
            nn.ConvTranspose2d(LATENT, WIDTH * 4, 4, 1, 0), nn.BatchNorm2d(WIDTH * 4), nn.ReLU(),
            nn.ConvTranspose2d(WIDTH * 4, WIDTH * 2, 4, 2, 1), nn.BatchNorm2d(WIDTH * 2), nn.ReLU(),
            nn.ConvTranspose2d(WIDTH * 2, 3, 4, 2, 1), nn.Tanh(),
        )

    def forward(self, noise):
        return self.layers(noise)


class Critic(nn.Module):
    def __init__(self):
        super(Critic, self).__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(COLOURS, WIDTH, 4, 2, 1), nn.LeakyReLU(0.2, inplace=True),
            nn.Conv2d(WIDTH, WIDTH * 2, 4, 2, 1), nn.LeakyReLU(0.2, inplace=True),
            nn.Conv2d(WIDTH * 2, 1, 4, 1, 0), nn.Sigmoid(),
        )

    def forward(self, picture):
        verdict = self.layers(picture)
        return verdict.view(-1)


painter, critic = Painter(), Critic()
bce = nn.BCELoss()
pictures = painter(torch.randn(8, LATENT, 1, 1))
loss = bce(critic(pictures.detach()), torch.zeros(8))
loss.backward()
