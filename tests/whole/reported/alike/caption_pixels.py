import torch
import torch.nn as nn


class ChannelTokens(nn.Module):
    """Every channel of the map is a token: its 49 pixels are what is known of it."""

    def __init__(self, features=128, width=49):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, features, 3, stride=4, padding=1), nn.ReLU(), nn.AdaptiveAvgPool2d(7))
        self.score = nn.Linear(width, 1)
        self.value = nn.Linear(width, 32)
        self.head = nn.Linear(32, 5)

    def forward(self, images):
        maps = self.body(images)
        batch_size, channels = maps.shape[:2]
        num_pixels = maps.shape[2] * maps.shape[3]
        tokens = maps.view(batch_size, channels, num_pixels)
        alpha = torch.softmax(self.score(tokens).squeeze(2), dim=1)
        return self.head((self.value(tokens) * alpha.unsqueeze(2)).sum(dim=1))


out = ChannelTokens()(torch.randn(4, 3, 56, 56)).detach()
