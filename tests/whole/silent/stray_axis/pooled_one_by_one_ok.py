import torch
from torch import nn


class AgeRegressor(nn.Module):
    """Six face attributes for each photo."""

    def __init__(self, attributes=6):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 12, 3, stride=2), nn.ReLU(),
            nn.Conv2d(12, attributes, 1),
            nn.AdaptiveAvgPool2d(1),
        )

    def forward(self, faces):
        return self.features(faces).flatten(1)


def step(faces, target):
    prediction = AgeRegressor()(faces)
    loss = nn.functional.mse_loss(prediction, target)
    return loss, prediction


# What torch says of it.
def claim():
    target = torch.rand(6, 6)
    loss, prediction = step(torch.rand(6, 3, 32, 32), target)
    meant = ((prediction.reshape(6, 6) - target) ** 2).mean()
    return bool(torch.isclose(loss, meant))
