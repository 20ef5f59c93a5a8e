import torch
from torch import nn


class FiLM(nn.Module):
    def __init__(self, channels, cond_dim):
        super().__init__()
        self.to_gamma_beta = nn.Linear(cond_dim, channels * 2)

    def forward(self, x, cond):
        gamma, beta = self.to_gamma_beta(cond)[:, :, None, None].chunk(2, dim=1)
        return x * gamma + beta


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(8, 16, 3, padding=1)
        self.film = FiLM(16, 10)

    def forward(self, x, cond):
        return self.film(self.conv(x), cond)


decoder = Decoder()

x = torch.randn(2, 8, 8, 8)
condition = torch.eye(10)[:2]
y = decoder(x, condition)
