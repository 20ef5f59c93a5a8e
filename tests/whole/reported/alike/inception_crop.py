import torch
import torch.nn as nn


class Inception(nn.Module):
    """InceptionTime module: a bottleneck, three 'same' convolutions of different length and a pooled branch."""

    def __init__(self, in_channels, filters=8, kernel_sizes=(40, 20, 10)):
        super().__init__()
        self.bottleneck = nn.Conv1d(in_channels, filters, 1, bias=False)
        self.convs = nn.ModuleList(
            nn.Conv1d(filters, filters, kernel_size=k, padding=k // 2, bias=False) for k in kernel_sizes
        )
        self.pool = nn.MaxPool1d(3, stride=1, padding=1)
        self.pool_conv = nn.Conv1d(in_channels, filters, 1, bias=False)
        self.bn = nn.BatchNorm1d(filters * (len(kernel_sizes) + 1))

    def forward(self, x):
        length = x.size(-1)
        z = self.bottleneck(x)
        branches = [conv(z)[..., :length] for conv in self.convs]
        branches.append(self.pool_conv(self.pool(x)))
        return torch.relu(self.bn(torch.cat(branches, dim=1)))


class InceptionTime(nn.Module):
    def __init__(self, channels, classes, depth=3, filters=8):
        super().__init__()
        width = filters * 4
        self.blocks = nn.ModuleList([Inception(channels if i == 0 else width, filters) for i in range(depth)])
        self.shortcut = nn.Sequential(nn.Conv1d(channels, width, 1), nn.BatchNorm1d(width))
        self.fc = nn.Linear(width, classes)

    def forward(self, x):
        res = self.shortcut(x)
        for block in self.blocks:
            x = block(x)
        x = torch.relu(x + res)
        return self.fc(x.mean(-1))


torch.manual_seed(0)
model = InceptionTime(3, 5)
opt = torch.optim.Adam(model.parameters())
for _ in range(2):
    logits = model(torch.randn(8, 3, 100))
    loss = nn.functional.cross_entropy(logits, torch.randint(0, 5, (8,)))
    opt.zero_grad()
    loss.backward()
    opt.step()
out = logits.detach()
