import torch
from torch import nn

from . import settings
from .settings import WIDTH as width

__all__ = ["Encoder", "double"]


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, width)
        assert settings.WIDTH == width

    def forward(self, x):
        return self.fc(x)


def double(x):
    return torch.cat([x, x])


_private = 1

if __name__ == "__main__":
    double(torch.zeros(1)).view(7)
