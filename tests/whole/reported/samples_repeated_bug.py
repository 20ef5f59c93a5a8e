import torch
from torch import nn


class Weighted(nn.Module):
    """An autoencoder that draws several codes of each sample."""

    def __init__(self, features=20, codes=4, draws=5):
        super().__init__()
        self.draws = draws
        self.encoder, self.decoder = nn.Linear(features, 2 * codes), nn.Linear(codes, features)

    def forward(self, x):
        b = x.size(0)
        mean, spread = self.encoder(x).chunk(2, -1)
        mean, spread = mean.repeat(self.draws, 1), spread.repeat(self.draws, 1)  # warning: [moved-by-view]
        code = mean + torch.randn_like(mean) * (0.5 * spread).exp()
        drawn = torch.sigmoid(self.decoder(code)).view(b, self.draws, -1)
        return (drawn - x.unsqueeze(1)).square().sum(-1)


torch.manual_seed(0)
out = Weighted()(torch.randn(3, 20)).detach()
