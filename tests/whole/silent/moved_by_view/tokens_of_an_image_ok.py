import torch
import torch.nn as nn


class PatchTokens(nn.Module):
    def __init__(self, width=24):
        super().__init__()
        self.patches = nn.Conv2d(3, width, 4, stride=4)
        self.norm = nn.LayerNorm(width)

    def forward(self, images):
        x = self.patches(images)
        b, c, h, w = x.shape
        return self.norm(x.permute(0, 2, 3, 1).reshape(b, h * w, c))


# What torch says of it.
def claim():
    x = torch.randn(2, 24, 3, 3)
    return torch.equal(x.permute(0, 2, 3, 1).reshape(2, 9, 24), x.flatten(2).transpose(1, 2))
