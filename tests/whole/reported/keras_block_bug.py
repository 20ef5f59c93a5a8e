import torch
import torch.nn as nn
import torch.nn.functional as F


class Block(nn.Module):
    """Conv2D(filters, 3, strides=s, padding='same') and BatchNormalization of the Keras network."""

    def __init__(self, inputs, outputs, k=3, stride=1):
        super().__init__()
        # same padding, as in tf
        self.conv = nn.Conv2d(inputs, outputs, k, stride=stride, padding=k // 2, bias=False)  # warning: [not-same]
        self.norm = nn.BatchNorm2d(outputs, eps=1e-3)

    def forward(self, x):
        return F.relu6(self.norm(self.conv(x)))


torch.manual_seed(0)
net = nn.Sequential(Block(3, 8, stride=2), Block(8, 8)).eval()
out = net(torch.rand(1, 3, 32, 32)).detach()
