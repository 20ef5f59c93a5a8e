import torch
from torch import nn
import torch.nn.functional as F


def match(x, ref):
    """Pad (or crop, with negative amounts) x to the height and width of ref."""
    gap_rows = ref.shape[2] - x.shape[2]
    gap_cols = ref.shape[3] - x.shape[3]
    before_r, before_c = gap_rows // 2, gap_cols // 2
    return F.pad(x, [before_c, gap_cols - before_c, before_r, gap_rows - before_r])


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.up = nn.ConvTranspose2d(16, 8, 2, stride=2)
        self.mix = nn.Conv2d(16, 8, 3, padding=1)

    def forward(self, low, skip):
        x = match(self.up(low), skip)
        self.matched = x
        size = [min(a, b) for a, b in zip(x.shape[2:], skip.shape[2:])]
        x = torch.cat([x[:, :, : size[0], : size[1]], skip[:, :, : size[0], : size[1]]], dim=1)
        return self.mix(x)


net = Decoder()
y = net(torch.rand(1, 16, 10, 14), torch.rand(1, 8, 21, 28))
out = net.matched
