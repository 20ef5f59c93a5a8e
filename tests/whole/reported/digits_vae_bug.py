import torch
import torch.nn as nn
import torch.nn.functional as F


class ConvVAE(nn.Module):
    def __init__(self, latent=16):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 16, 3, stride=2, padding=1), nn.ReLU(),  # 28 -> 14
            nn.Conv2d(16, 32, 3, stride=2, padding=1), nn.ReLU(),  # 14 -> 7
        )
        self.mu, self.logvar = nn.Linear(32 * 7 * 7, latent), nn.Linear(32 * 7 * 7, latent)
        self.expand = nn.Linear(latent, 32 * 7 * 7)
        self.up1 = nn.ConvTranspose2d(32, 16, 3, stride=2, padding=1)  # 7 -> 14  # warning: [shape-comment]
        self.up2 = nn.ConvTranspose2d(16, 8, 3, stride=2, padding=1)  # 14 -> 28
        self.last = nn.Conv2d(8, 1, 3, padding=1)

    def encode(self, x):
        h = self.encoder(x).flatten(1)
        return self.mu(h), self.logvar(h)

    def decode(self, z):
        h = self.expand(z).view(-1, 32, 7, 7)
        h = F.relu(self.up1(h))
        h = F.relu(self.up2(h))
        return torch.sigmoid(self.last(h))

    def forward(self, x):
        mu, logvar = self.encode(x)
        z = mu + torch.randn_like(mu) * (0.5 * logvar).exp()
        recon = self.decode(z)
        if recon.shape[-2:] != x.shape[-2:]:
            recon = F.interpolate(recon, size=x.shape[-2:])
        return recon, mu, logvar


def loss_function(recon, x, mu, logvar):
    bce = F.binary_cross_entropy(recon, x, reduction="sum")
    kld = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
    return bce + kld


torch.manual_seed(0)
model = ConvVAE()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for batch in torch.rand(64, 1, 28, 28).split(32):
    recon, mu, logvar = model(batch)
    loss = loss_function(recon, batch, mu, logvar)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
out = loss.detach()
