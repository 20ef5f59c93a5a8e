import torch
import torch.nn as nn
import torch.nn.functional as F


class AttentivePooling(nn.Module):
    """One vector for each utterance: a weighted mean of its frames."""

    def __init__(self, dim):
        super().__init__()
        self.score = nn.Linear(dim, 1)

    def forward(self, frames):
        # frames: (batch, time, dim)
        alpha = F.softmax(self.score(frames), dim=1)
        return (alpha * frames).sum(dim=1)


# What torch says of it.
def claim():
    pooled = AttentivePooling(6)(torch.ones(3, 20, 6))
    mean = torch.allclose(pooled, torch.ones(3, 6), atol=1e-5)
    return mean
