import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F


class VectorQuantizer(nn.Module):
    """Replaces the vector of every position by its nearest code."""

    def __init__(self, num_embeddings, embedding_dim, commitment=0.25):
        super().__init__()
        self.embedding_dim = embedding_dim
        self.commitment = commitment
        self.codebook = nn.Embedding(num_embeddings, embedding_dim)
        self.codebook.weight.data.uniform_(-1 / num_embeddings, 1 / num_embeddings)

    def forward(self, inputs):
        input_shape = inputs.shape
        flat_input = inputs.view(-1, self.embedding_dim)  # warning: [moved-by-view]
        distances = (
            flat_input.pow(2).sum(dim=1, keepdim=True)
            - 2 * flat_input @ self.codebook.weight.t()
            + self.codebook.weight.pow(2).sum(dim=1)
        )
        codes = distances.argmin(dim=1)
        quantized = self.codebook(codes).view(input_shape)
        loss = F.mse_loss(quantized, inputs.detach()) + self.commitment * F.mse_loss(quantized.detach(), inputs)
        quantized = inputs + (quantized - inputs).detach()
        return quantized, loss, codes


class VQVAE(nn.Module):
    def __init__(self, dim=16, codes=64):
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(3, 32, 4, stride=2, padding=1), nn.ReLU(), nn.Conv2d(32, dim, 4, 2, 1))
        self.quantizer = VectorQuantizer(codes, dim)
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(dim, 32, 4, 2, 1), nn.ReLU(), nn.ConvTranspose2d(32, 3, 4, 2, 1), nn.Tanh()
        )

    def forward(self, x):
        z, loss, _ = self.quantizer(self.encoder(x))
        return self.decoder(z), loss


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=32)
    args = parser.parse_args()
    torch.manual_seed(0)
    model = VQVAE()
    images = torch.rand(4, 3, args.size, args.size)
    reconstruction, vq_loss = model(images)
    (F.mse_loss(reconstruction, images) + vq_loss).backward()
    out = reconstruction.detach()
