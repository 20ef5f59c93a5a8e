import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset


class Autoencoder(nn.Module):
    def __init__(self, latent=16):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 16, 3, stride=2, padding=1),  # 28x28 -> 14x14
            nn.ReLU(),
            nn.Conv2d(16, 32, 3, stride=2, padding=1),  # 14x14 -> 7x7
            nn.ReLU(),
        )
        self.to_latent = nn.Linear(32 * 7 * 7, latent)
        self.from_latent = nn.Linear(latent, 32 * 7 * 7)
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(32, 16, 3, stride=2, padding=1),  # 7x7 -> 14x14  # warning: [shape-comment]
            nn.ReLU(),
            nn.ConvTranspose2d(16, 1, 3, stride=2, padding=1),  # 14x14 -> 28x28
        )

    def forward(self, x):
        z = self.to_latent(self.encoder(x).flatten(1))
        y = self.from_latent(z).view(-1, 32, 7, 7)
        return torch.sigmoid(self.decoder(y)), z


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--batch", type=int, default=16)
    args = parser.parse_args()
    torch.manual_seed(0)
    model = Autoencoder()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for (digits,) in DataLoader(TensorDataset(torch.rand(48, 1, 28, 28)), batch_size=args.batch, shuffle=True):
        made, _ = model(digits)
        loss = F.mse_loss(made, F.interpolate(digits, size=made.shape[2:], mode="bilinear", align_corners=False))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    out = made.detach()
