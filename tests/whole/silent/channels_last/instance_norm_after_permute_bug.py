import torch
import torch.nn as nn


class StylizedBlock(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.conv = nn.Conv2d(3, dim, 3, padding=1)
        self.norm = nn.InstanceNorm2d(dim)
        self.mlp = nn.Linear(dim, dim)

    def forward(self, x):
        x = self.conv(x)
        x = x.permute(0, 2, 3, 1)
        x = self.norm(x)  # warning: [channels-last]
        return self.mlp(x)


# What torch says of it.
def claim():
    block = StylizedBlock(8)
    seen = []
    block.mlp.register_forward_hook(lambda m, args, out: seen.append(args[0]))
    block(torch.rand(1, 3, 10, 10))
    channel_means = seen[0].mean(dim=(1, 2)).abs().max().item()
    return channel_means > 1e-3
