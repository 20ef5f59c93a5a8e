"""The positions of a vision transformer lack the one of the class token."""

import torch
from torch import nn


class ViT(nn.Module):
    def __init__(self, image_size=32, patch_size=8, dim=64, num_classes=10):
        super().__init__()
        num_patches = (image_size // patch_size) ** 2
        self.patches = nn.Conv2d(3, dim, patch_size, stride=patch_size)
        self.cls_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos_embed = nn.Parameter(torch.zeros(1, num_patches, dim))
        self.blocks = nn.TransformerEncoder(nn.TransformerEncoderLayer(dim, 4, 128, batch_first=True), 1)
        self.head = nn.Linear(dim, num_classes)

    def forward(self, x):
        x = self.patches(x).flatten(2).transpose(1, 2)
        cls = self.cls_token.expand(x.size(0), -1, -1)
        x = torch.cat((cls, x), dim=1)
        x = x + self.pos_embed
        return self.head(self.blocks(x)[:, 0])


print(ViT()(torch.randn(2, 3, 32, 32)).shape)
