"""MobileNet trained from scratch. The Keras version uses padding='same'; with a stride of 2 that is not what this one
does, so their weights do not fit."""

import torch
import torch.nn as nn


def conv_bn(inp, oup, stride):
    return nn.Sequential(nn.Conv2d(inp, oup, 3, stride, 1, bias=False), nn.BatchNorm2d(oup), nn.ReLU6(inplace=True))


net = nn.Sequential(conv_bn(3, 8, 2), conv_bn(8, 16, 2), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 10))
out = net(torch.rand(2, 3, 224, 224)).detach()
