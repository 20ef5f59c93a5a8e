import torch
import torch.nn as nn


class FrameAttention(nn.Module):
    """Frames of one clip are the batch of the convolution, and attend to one another at every position."""

    def __init__(self, dim=16, heads=2):
        super().__init__()
        self.conv = nn.Conv2d(3, dim, 4, stride=4)
        self.attn = nn.MultiheadAttention(dim, heads)

    def forward(self, clip):
        frames, _, _, _ = clip.shape
        x = self.conv(clip).flatten(2).transpose(1, 2)  # (frames, positions, dim)
        return self.attn(x, x, x)[0]


out = FrameAttention()(torch.rand(6, 3, 16, 16)).detach()
