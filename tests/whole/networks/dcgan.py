"""A DCGAN: the generator doubles maps, the discriminator halves them, and a module holds both."""

import argparse

import torch
import torch.nn as nn

parser = argparse.ArgumentParser()
parser.add_argument("--latent", type=int, default=32)
parser.add_argument("--width", type=int, default=8)
parser.add_argument("--colours", type=int, default=3)
args, _ = parser.parse_known_args([])


def init_by_name(layer):
    name = type(layer).__name__
    if "Conv" in name:
        nn.init.normal_(layer.weight, 0.0, 0.02)
    elif name.startswith("BatchNorm"):
        nn.init.normal_(layer.weight, 1.0, 0.02)
        nn.init.zeros_(layer.bias)


class Generator(nn.Module):
    """noise -> images of 4 * 2**doublings pixels along each side"""

    def __init__(self, latent=args.latent, width=args.width, colours=args.colours, doublings=4):
        super(Generator, self).__init__()
        c = width * 2 ** (doublings - 1)
        layers = [nn.ConvTranspose2d(latent, c, 4, 1, 0, bias=False), nn.BatchNorm2d(c), nn.ReLU(True)]
        while c > width:
            layers += [nn.ConvTranspose2d(c, c // 2, 4, 2, 1, bias=False), nn.BatchNorm2d(c // 2), nn.ReLU(True)]
            c //= 2
        layers += [nn.ConvTranspose2d(c, colours, 4, 2, 1, bias=False), nn.Tanh()]
        self.paint = nn.Sequential(*layers)
        self.apply(init_by_name)

    def forward(self, noise):
        if noise.dim() == 2:
            noise = noise[:, :, None, None]
        return self.paint(noise)


class Discriminator(nn.Module):
    def __init__(self, colours=args.colours, width=args.width, halvings=4):
        super(Discriminator, self).__init__()
        self.judge = nn.Sequential()
        c = colours
        for i in range(halvings):
            out = width * 2 ** i
            self.judge.add_module(f"halve{i}", nn.Conv2d(c, out, 4, 2, 1, bias=False))
            if i:
                self.judge.add_module(f"norm{i}", nn.BatchNorm2d(out))
            self.judge.add_module(f"act{i}", nn.LeakyReLU(0.2, inplace=True))
            c = out
        self.judge.add_module("verdict", nn.Conv2d(c, 1, 4, 1, 0, bias=False))
        self.judge.add_module("probability", nn.Sigmoid())

    def forward(self, images):
        return self.judge(images).flatten()


class Both(nn.Module):
    def __init__(self, **kwargs):
        super().__init__()
        self.generator = Generator(**kwargs)
        self.discriminator = Discriminator(colours=kwargs.get("colours", args.colours))

    def forward(self, noise, real):
        fake = self.generator(noise)
        verdicts = self.discriminator(torch.cat([real, fake.detach()]))
        n = real.size(0)
        return verdicts[:n], verdicts[n:]


RUNS = [
    ("Generator", {}, [[3, 32, 1, 1]]),
    ("Generator", {"latent": 10, "colours": 1, "doublings": 3}, [[2, 10]]),
    ("Discriminator", {}, [[4, 3, 64, 64]]),
    ("Both", {"latent": 16, "width": 4}, [[2, 16], [3, 3, 64, 64]]),
]
