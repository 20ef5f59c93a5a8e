import torch
import torch.nn as nn


def squash(t):
    length = t.norm(dim=-1, keepdim=True)
    return t * length / (1 + length ** 2)


class FirstCapsules(nn.Module):
    def __init__(self, kinds=8, c_in=32, dim=8):
        super().__init__()
        self.kinds = nn.ModuleList([nn.Conv2d(c_in, dim, 9, stride=2) for _ in range(kinds)])

    def forward(self, maps):
        each = torch.stack([kind(maps) for kind in self.kinds], dim=1)
        capsules = each.view(maps.size(0), 8 * 6 * 6, 8)
        return squash(capsules)


eyes = nn.Conv2d(1, 32, kernel_size=9)
capsules = FirstCapsules()
image = torch.randn(1, 1, 28, 28)
print(capsules(eyes(image)).shape)
