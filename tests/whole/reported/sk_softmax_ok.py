import torch
from torch import nn


class SKAttention(nn.Module):
    """Selective kernels: several branches, and a softmax that weighs the branches against each other."""

    def __init__(self, channel=32, kernels=(1, 3, 5, 7), reduction=4):
        super().__init__()
        self.d = max(16, channel // reduction)
        self.convs = nn.ModuleList(
            [nn.Sequential(nn.Conv2d(channel, channel, k, padding=k // 2), nn.BatchNorm2d(channel), nn.ReLU()) for k in kernels]
        )
        self.fc = nn.Linear(channel, self.d)
        self.fcs = nn.ModuleList([nn.Linear(self.d, channel) for _ in kernels])
        self.softmax = nn.Softmax(dim=0)

    def forward(self, x):
        bs, c, _, _ = x.size()
        feats = torch.stack([conv(x) for conv in self.convs], 0)  # k,bs,channel,h,w
        U = feats.sum(0)  # bs,c,h,w
        S = U.mean(-1).mean(-1)  # bs,c
        Z = self.fc(S)  # bs,d
        weights = torch.stack([fc(Z).view(bs, c, 1, 1) for fc in self.fcs], 0)  # k,bs,channel,1,1
        weights = self.softmax(weights)
        return (weights * feats).sum(0)


out = SKAttention()(torch.randn(6, 32, 12, 12))
