import torch
import torch.nn.functional as F
from torch import nn


class MaskHead(nn.Module):
    """Attention maps of every query, upsampled; queries are moved into the batch for the convolutions."""

    def __init__(self, heads=8, dim=16):
        super().__init__()
        self.lay1 = nn.Conv2d(heads, dim, 3, padding=1)
        self.out_lay = nn.Conv2d(dim, 1, 3, padding=1)

    def forward(self, bbox_mask):
        # bbox_mask: (queries, batch, heads, h, w), as the decoder gives it
        q, b, n, h, w = bbox_mask.shape
        x = bbox_mask.reshape(b * q, n, h, w)
        x = F.relu(self.lay1(x))
        x = self.out_lay(x)
        return x.view(b, q, h, w)  # warning: [moved-by-view]


class Decoder(nn.Module):
    def __init__(self, d=32, heads=8):
        super().__init__()
        self.q = nn.Linear(d, d)
        self.k = nn.Linear(d, d)
        self.heads = heads

    def forward(self, queries, memory, h, w):
        q, b, d = queries.shape
        qh = self.q(queries).view(q, b, self.heads, d // self.heads)
        kh = self.k(memory).view(h, w, b, self.heads, d // self.heads)
        return torch.einsum("qbnc,hwbnc->qbnhw", qh, kh)


maps = Decoder()(torch.randn(5, 2, 32), torch.randn(48, 2, 32), 6, 8)
out = MaskHead()(maps)
