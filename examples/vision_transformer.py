"""A small Vision Transformer: cut the image into patches, attend, and classify what the first token gathered."""

import torch
import torch.nn as nn


class ViT(nn.Module):
    def __init__(self, image=32, patch=4, dim=96, depth=2, heads=5, classes=10):
        super().__init__()
        self.patches = nn.Conv2d(3, dim, kernel_size=patch, stride=patch)
        self.token = nn.Parameter(torch.zeros(1, 1, dim))
        self.position = nn.Parameter(torch.zeros(1, 1 + (image // patch) ** 2, dim))
        self.blocks = nn.ModuleList([
            nn.TransformerEncoderLayer(dim, heads, dim_feedforward=4 * dim, batch_first=True) for _ in range(depth)
        ])
        self.head = nn.Linear(dim, classes)

    def forward(self, images):
        x = self.patches(images).flatten(2).transpose(1, 2)
        x = torch.cat([self.token.expand(x.shape[0], -1, -1), x], dim=1)
        x = x + self.position
        for block in self.blocks:
            x = block(x)
        return self.head(x[:, 0])


if __name__ == "__main__":
    vit = ViT()
    print(vit(torch.rand(2, 3, 32, 32)).shape)
