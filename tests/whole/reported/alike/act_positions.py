import torch
import torch.nn as nn


class CameraCode(nn.Module):
    """(tokens, cameras, d): each camera has its own code, the same for all its tokens."""

    def __init__(self, d_model=32, cameras=8):
        super().__init__()
        self.code = nn.Parameter(torch.randn(1, cameras, d_model))
        self.pe = nn.Parameter(torch.randn(100, 1, d_model))
        self.encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(d_model, 4, 64), 2)

    def forward(self, x):
        x = x + self.code[:, : x.size(1)] + self.pe[: x.size(0)]
        return self.encoder(x)


out = CameraCode()(torch.randn(17, 4, 32)).detach()
