import torch
import torch.nn as nn
from einops import rearrange


class Restore(nn.Module):
    """Fills hidden patches of a picture, and keeps the visible ones."""

    def __init__(self, patch=4, channels=3, side=4, dim=32):
        super().__init__()
        self.patch, self.side = patch, side
        self.embed, self.predict = nn.Linear(channels * patch**2, dim), nn.Linear(dim, channels * patch**2)

    def patchify(self, x):
        return rearrange(x, "b c (h p) (w q) -> b (h w) (c p q)", p=self.patch, q=self.patch)

    def unpatchify(self, x):
        size = dict(h=self.side, p=self.patch, q=self.patch)
        return rearrange(x, "b (h w) (c p q) -> b c (h p) (w q)", **size)

    def forward(self, x, hidden):
        patches = self.patchify(x)
        made = self.predict(torch.relu(self.embed(patches)))
        return self.unpatchify(torch.where(hidden.unsqueeze(-1), made, patches))


torch.manual_seed(0)
out = Restore()(torch.rand(2, 3, 16, 16), torch.rand(2, 16) > 0.5).detach()
