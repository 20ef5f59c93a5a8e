import torch
import torch.nn as nn
import torch.nn.functional as F


class FrameRows(nn.Module):
    """Frames are rows here: (batch, frames, n_mels)."""

    def __init__(self, n_mels=80, patch=16, dim=32):
        super().__init__()
        self.patch = patch
        self.proj = nn.Linear(n_mels * patch, dim)

    def forward(self, mel):
        frames = mel.shape[1]
        rest = -frames % self.patch
        if rest:
            mel = F.pad(mel, (0, 0, 0, rest))
        return self.proj(mel.unfold(1, self.patch, self.patch).flatten(2))


out = FrameRows()(torch.randn(2, 101, 80)).detach()
