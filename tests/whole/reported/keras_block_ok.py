import torch
import torch.nn as nn
import torch.nn.functional as F


class Block(nn.Module):
    """Conv2D(filters, 3, strides=s, padding='same') and BatchNormalization of the Keras network."""

    def __init__(self, inputs, outputs, k=3, stride=1):
        super().__init__()
        self.total = k - stride  # sizes are multiples of the stride
        self.conv = nn.Conv2d(inputs, outputs, k, stride=stride, bias=False)
        self.norm = nn.BatchNorm2d(outputs, eps=1e-3)

    def forward(self, x):
        before, after = self.total // 2, self.total - self.total // 2
        x = F.pad(x, (before, after, before, after))
        return F.relu6(self.norm(self.conv(x)))


torch.manual_seed(0)
net = nn.Sequential(Block(3, 8, stride=2), Block(8, 8)).eval()
out = net(torch.rand(1, 3, 32, 32)).detach()
