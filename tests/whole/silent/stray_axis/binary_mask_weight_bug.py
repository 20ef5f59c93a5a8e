import torch
import torch.nn as nn


class Matting(nn.Module):
    def __init__(self, width=6):
        super().__init__()
        self.conv = nn.Conv2d(4, width, 3, padding=1)
        self.alpha = nn.Conv2d(width, 1, 1)

    def forward(self, image, trimap):
        x = torch.cat([image, trimap], 1)
        return torch.sigmoid(self.alpha(torch.relu(self.conv(x))))


def matting_loss(alpha, truth):
    """alpha: what the network says; truth: (batch, height, width)."""
    difference = alpha - truth  # warning: [stray-axis]
    return torch.sqrt(difference ** 2 + 1e-12).mean()


image, trimap = torch.rand(3, 3, 10, 10), torch.rand(3, 1, 10, 10)
truth = torch.rand(3, 10, 10)
alpha = Matting()(image, trimap)
loss = matting_loss(alpha, truth)


# What torch says of it.
def claim():
    value = matting_loss(truth[:, None], truth)
    return value.item() > 0.1
