import torch
import torch.nn as nn


class FCN16s(nn.Module):
    """Scores at 1/16 are brought to the size of the input: twice, then eight times more."""

    def __init__(self, n_class=21, c=16):
        super().__init__()
        blocks, cin = [], 3
        for _ in range(4):
            blocks.append(nn.Sequential(nn.Conv2d(cin, c, 3, padding=1), nn.ReLU(inplace=True), nn.MaxPool2d(2, stride=2)))
            cin = c
        self.blocks = nn.ModuleList(blocks)
        self.score_fr = nn.Conv2d(c, n_class, 1)
        self.score_pool3 = nn.Conv2d(c, n_class, 1)
        self.upscore2 = nn.ConvTranspose2d(n_class, n_class, 4, stride=2, bias=False)  # warning: [not-same]
        self.upscore8 = nn.ConvTranspose2d(n_class, n_class, 16, stride=8, padding=4, bias=False)

    def forward(self, x):
        maps = []
        for block in self.blocks:
            x = block(x)
            maps.append(x)
        h = self.upscore2(self.score_fr(maps[3]))  # 1/8
        self.h = h
        pool3 = self.score_pool3(maps[2])
        h = h[:, :, : pool3.shape[2], : pool3.shape[3]] + pool3
        return self.upscore8(h)


net = FCN16s()
scores = net(torch.rand(1, 3, 96, 128))
out = net.h
