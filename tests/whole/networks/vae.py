"""A variational autoencoder of square images whose widths are a list, behind an abstract base class."""

from abc import ABC, abstractmethod
from typing import List, Optional, Tuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class LatentModel(nn.Module, ABC):
    @abstractmethod
    def encode(self, images: Tensor) -> Tuple[Tensor, Tensor]:
        """Mean and logarithm of the variance of the code."""

    @abstractmethod
    def decode(self, code: Tensor) -> Tensor:
        """The image for a code."""

    def draw(self, mean: Tensor, log_variance: Tensor) -> Tensor:
        return mean + torch.randn_like(mean) * (0.5 * log_variance).exp()

    def forward(self, images: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
        mean, log_variance = self.encode(images)
        return self.decode(self.draw(mean, log_variance)), mean, log_variance


def halve(cin: int, cout: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(cin, cout, kernel_size=3, stride=2, padding=1), nn.BatchNorm2d(cout), nn.LeakyReLU())


def double(cin: int, cout: int) -> nn.Sequential:
    return nn.Sequential(
        nn.ConvTranspose2d(cin, cout, 3, stride=2, padding=1, output_padding=1), nn.BatchNorm2d(cout), nn.LeakyReLU())


class ConvVAE(LatentModel):
    def __init__(self, colours: int = 3, side: int = 32, latent: int = 16, widths: Optional[List[int]] = None) -> None:
        super().__init__()
        widths = [8, 16, 32, 64] if widths is None else widths
        self.side = side // 2 ** len(widths)
        self.deepest = widths[-1]
        flat = self.deepest * self.side ** 2

        path = [colours] + widths
        self.encoder = nn.Sequential(*(halve(a, b) for a, b in zip(path, path[1:])), nn.Flatten())
        self.mean = nn.Linear(flat, latent)
        self.log_variance = nn.Linear(flat, latent)

        path = widths[::-1] + [widths[0]]
        self.spread = nn.Linear(latent, flat)
        self.decoder = nn.Sequential(*[double(a, b) for a, b in zip(path, path[1:])])
        self.paint = nn.Sequential(nn.Conv2d(widths[0], colours, 3, padding=1), nn.Sigmoid())

    def encode(self, images: Tensor) -> Tuple[Tensor, Tensor]:
        h = self.encoder(images)
        return self.mean(h), self.log_variance(h)

    def decode(self, code: Tensor) -> Tensor:
        h = self.spread(code).view(-1, self.deepest, self.side, self.side)
        return self.paint(self.decoder(h))


class Objective(nn.Module):
    """The negative lower bound, weighted."""

    def __init__(self, beta: float = 0.005, **config) -> None:
        super().__init__()
        self.model = ConvVAE(**config)
        self.beta = beta

    def forward(self, images: Tensor) -> Tensor:
        again, mean, log_variance = self.model(images)
        divergence = -0.5 * (1 + log_variance - mean ** 2 - log_variance.exp()).sum(dim=1).mean()
        terms = {"reconstruction": F.mse_loss(again, images), "divergence": self.beta * divergence}
        return sum(terms.values())


RUNS = [
    ("ConvVAE", {}, [[2, 3, 32, 32]]),
    ("ConvVAE", {"colours": 1, "widths": [4, 8], "side": 12, "latent": 5}, [[3, 1, 12, 12]]),
    ("Objective", {"latent": 4}, [[2, 3, 32, 32]]),
]
