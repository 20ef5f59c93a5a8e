import torch
import torch.nn as nn


class Pyramid(nn.Module):
    """Lateral 1x1 convolutions bring C3, C4 and C5 to one width."""

    def __init__(self, channels={"c3": 32, "c4": 64, "c5": 128}, out=24):
        super().__init__()
        self.stages = nn.ModuleDict()
        n = 3
        for name, c in channels.items():
            self.stages[name] = nn.Sequential(nn.Conv2d(n, c, 3, 2, 1), nn.ReLU())
            n = c
        self.lateral = nn.ModuleDict({
            "c3": nn.Conv2d(32, out, 1),
            "c4": nn.Conv2d(32, out, 1),
            "c5": nn.Conv2d(128, out, 1),
        })

    def forward(self, x):
        outs = {}
        for name, stage in self.stages.items():
            x = stage(x)
            outs[name] = self.lateral[name](x)  # error: [channel-mismatch]
        return outs


pyramid = Pyramid()
levels = pyramid(torch.randn(1, 3, 64, 64))
for k in levels:
    print(k, levels[k].shape)
