import torch
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, img_size=32, patch=8, dim=48):
        super().__init__()
        self.proj = nn.Conv2d(3, dim, patch, patch)
        self.cls = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos = nn.Parameter(torch.zeros(1, (img_size // patch) ** 2 + 1, dim))

    def forward(self, img):
        x = self.proj(img)
        x = x.flatten(2)
        x = x.transpose(1, 2)
        cls = self.cls.expand(x.shape[0], -1, -1)
        x = torch.cat([cls, x], dim=1)
        return x + self.pos


if __name__ == "__main__":
    tokens = PatchEmbedding()(torch.rand(2, 3, 32, 32))
    print(tokens.shape)
