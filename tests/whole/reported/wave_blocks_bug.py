import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, channels, skip, dilation):
        super().__init__()
        self.filter = nn.Conv1d(channels, channels, 3, padding=1, dilation=dilation)  # warning: [not-same]
        self.gate = nn.Conv1d(channels, channels, 3, padding=1, dilation=dilation)  # warning: [not-same]
        self.res = nn.Conv1d(channels, channels, 1)
        self.skip = nn.Conv1d(channels, skip, 1)

    def forward(self, x):
        z = torch.tanh(self.filter(x)) * torch.sigmoid(self.gate(x))
        out = self.res(z)
        return x[..., -out.size(-1) :] + out, self.skip(z)


class WaveStack(nn.Module):
    def __init__(self, channels=16, skip=24, depth=6):
        super().__init__()
        self.first = nn.Conv1d(1, channels, 1)
        self.blocks = nn.ModuleList(ResidualBlock(channels, skip, 2**i) for i in range(depth))
        self.head = nn.Sequential(nn.ReLU(), nn.Conv1d(skip, skip, 1), nn.ReLU(), nn.Conv1d(skip, 1, 1))

    def forward(self, x):
        x = self.first(x)
        skips = []
        for block in self.blocks:
            x, s = block(x)
            skips.append(s)
        n = skips[-1].size(-1)
        return self.head(sum(s[..., -n:] for s in skips))


torch.manual_seed(0)
model = WaveStack()
noisy, clean = torch.randn(2, 1, 1000), torch.randn(2, 1, 1000)
estimate = model(noisy)
loss = (estimate - clean[..., -estimate.size(-1) :]).abs().mean()
loss.backward()
out = loss.detach()
