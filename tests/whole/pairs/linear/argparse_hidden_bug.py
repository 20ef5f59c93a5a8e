import argparse

import torch
from torch import nn

parser = argparse.ArgumentParser(description="word vectors to ratings, with noise in the middle")
parser.add_argument("--hidden", type=int, default=100)
parser.add_argument("--latent", type=int, default=20)


class NoisyBottleneck(nn.Module):
    def __init__(self, n_in=300, hidden=400, latent=20):
        super().__init__()
        self.read = nn.Linear(n_in, hidden)
        self.mean = nn.Linear(hidden, latent)
        self.spread = nn.Linear(hidden, latent)
        self.unfold = nn.Linear(2 * latent, hidden)  # related
        self.rate = nn.Linear(hidden, 5)

    def draw(self, h):
        mean, log_spread = self.mean(h), self.spread(h)
        return mean + log_spread.exp() * torch.randn_like(mean)

    def forward(self, vectors):
        h = torch.tanh(self.read(vectors))
        z = self.draw(h)
        h = torch.tanh(self.unfold(z))  # error: [feature-mismatch]
        return self.rate(h)


if __name__ == "__main__":
    args = parser.parse_args([])
    net = NoisyBottleneck(hidden=args.hidden, latent=args.latent)
    stars = net(torch.rand(3, 300))
