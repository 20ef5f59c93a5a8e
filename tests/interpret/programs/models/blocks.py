"""A residual network with blocks of blocks: strides, expansion, downsampling, the same block built twice."""

import torch
from torch import nn


class Block(nn.Module):
    expansion = 2

    def __init__(self, inputs, planes, stride=1, downsample=None):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, planes, 3, stride, 1)
        self.conv2 = nn.Conv2d(planes, planes * self.expansion, 1)
        self.downsample = downsample

    def forward(self, x):
        identity = x
        out = self.conv2(torch.relu(self.conv1(x)))
        if self.downsample is not None:
            identity = self.downsample(x)
        return out + identity


class Net(nn.Module):
    def __init__(self, block, layers, width=4):
        super().__init__()
        self.inputs = width
        self.stem = nn.Conv2d(3, width, 7, 2, 3)
        self.layer1 = self._make_layer(block, width, layers[0])
        self.layer2 = self._make_layer(block, width * 2, layers[1], stride=2)
        self.fc = nn.Linear(width * 2 * block.expansion, 10)

    def _make_layer(self, block, planes, blocks, stride=1):
        downsample = None
        if stride != 1 or self.inputs != planes * block.expansion:
            downsample = nn.Conv2d(self.inputs, planes * block.expansion, 1, stride)
        layers = [block(self.inputs, planes, stride, downsample)]
        self.inputs = planes * block.expansion
        for _ in range(1, blocks):
            layers.append(block(self.inputs, planes))
        return nn.Sequential(*layers)

    def forward(self, x):
        x = self.stem(x)
        reveal_shape(x)  # (2, 4, 16, 16)
        x = self.layer1(x)
        reveal_shape(x)  # (2, 8, 16, 16)
        x = self.layer2(x)
        reveal_shape(x)  # (2, 16, 8, 8)
        return self.fc(x.mean((2, 3)))


net = Net(Block, [2, 3])
reveal_shape(net(torch.zeros(2, 3, 32, 32)))  # (2, 10)
reveal_shape((len(net.layer2), net.layer2[0].downsample.stride, net.layer2[1].downsample))  # (3, (2, 2), None)
