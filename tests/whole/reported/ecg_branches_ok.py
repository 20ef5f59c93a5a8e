import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


class InceptionBranch(nn.Module):
    """Kernels of three widths side by side; the length of the signal stays as it is."""

    def __init__(self, in_channels, filters=8, kernel_sizes=(10, 20, 40)):
        super().__init__()
        self.bottleneck = nn.Conv1d(in_channels, filters, 1, bias=False)
        self.convs = nn.ModuleList(
            nn.Conv1d(filters, filters, k, padding="same", bias=False) for k in kernel_sizes
        )
        self.bn = nn.BatchNorm1d(len(kernel_sizes) * filters)

    def forward(self, x):
        x = self.bottleneck(x)
        return torch.relu(self.bn(torch.cat([conv(x) for conv in self.convs], dim=1)))


class InceptionTime(nn.Module):
    def __init__(self, leads=12, classes=5, depth=3):
        super().__init__()
        self.blocks = nn.Sequential(*[InceptionBranch(leads if i == 0 else 24) for i in range(depth)])
        self.fc = nn.Linear(24, classes)

    def forward(self, x):
        maps = self.blocks(x)
        return self.fc(maps.mean(dim=2)), maps


torch.manual_seed(0)
net = InceptionTime()
loader = DataLoader(TensorDataset(torch.randn(16, 12, 250), torch.randint(0, 5, (16,))), batch_size=8, shuffle=True)
for ecg, diagnosis in loader:
    scores, maps = net(ecg)
    loss = nn.functional.cross_entropy(scores, diagnosis)
    loss.backward()
out = maps.detach()
