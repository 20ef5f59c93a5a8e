import torch
import torch.nn as nn
import torch.nn.functional as F


class Rise(nn.Module):
    """Doubles what comes from below and reads it together with what was seen at this scale."""

    def __init__(self, below, out):
        super().__init__()
        self.grow = nn.ConvTranspose2d(below, below // 2, kernel_size=2, stride=2)
        self.read = nn.Conv2d(below, out, 3, padding=1)

    def forward(self, low, seen):
        low = self.grow(low)
        rows = seen.size()[2] - low.size()[2]
        columns = seen.size()[3] - low.size()[3]
        low = F.pad(low, [rows // 2, rows - rows // 2,  # warning: [pad-order]
                          columns // 2, columns - columns // 2])
        height, width = min(low.size(2), seen.size(2)), min(low.size(3), seen.size(3))
        both = torch.cat([seen[:, :, :height, :width], low[:, :, :height, :width]], dim=1)
        return self.read(both)


# What torch says of it.
def claim():
    y = Rise(64, 32)(torch.zeros(1, 64, 8, 8), torch.zeros(1, 32, 17, 16))
    return y.shape[2:] == (16, 16)
