import torch
import torch.nn as nn


class LungNodule(nn.Module):
    def __init__(self):
        super().__init__()
        self.tail_batchnorm = nn.BatchNorm3d(1)
        self.conv = nn.Conv3d(1, 8, kernel_size=3, padding=1)
        self.pool = nn.AdaptiveAvgPool3d(1)
        self.head = nn.Linear(8, 2)

    def forward(self, ct):
        h = self.tail_batchnorm(ct)  # error: [wrong-rank]
        h = torch.relu(self.conv(h))
        return self.head(self.pool(h).view(h.shape[0], -1))


if __name__ == "__main__":
    chunk = torch.rand(4, 32, 48, 48)
    LungNodule()(chunk)
