import torch
import torch.nn as nn


class Octaves(nn.Module):
    """Kernels of twelve keys with half of it on both sides: the map gets one key more, the pool then takes pairs."""

    def __init__(self, width=8, kernel=(3, 12)):
        super().__init__()
        self.conv = nn.Conv2d(1, width, kernel, padding=(kernel[0] // 2, kernel[1] // 2), stride=(1, 2))
        self.out = nn.Linear(width, 4)

    def forward(self, spec):
        return self.out(torch.relu(self.conv(spec.unsqueeze(1))).amax(dim=(2, 3)))


out = Octaves()(torch.rand(2, 40, 88)).detach()
