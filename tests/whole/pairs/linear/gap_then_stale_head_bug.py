import torch
import torch.nn as nn
import torch.nn.functional as F


def conv3x3(i, o, s=1):
    return nn.Conv2d(i, o, 3, s, 1, bias=False)


class SmallBlock(nn.Module):
    widen = 1

    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.body = nn.Sequential(
            conv3x3(c_in, c_out, stride), nn.BatchNorm2d(c_out), nn.ReLU(),
            conv3x3(c_out, c_out), nn.BatchNorm2d(c_out),
        )
        same = stride == 1 and c_in == c_out
        self.bypass = nn.Sequential() if same else nn.Conv2d(c_in, c_out, 1, stride)

    def forward(self, x):
        out = self.body(x)
        out += self.bypass(x)
        return F.relu(out)


class ResNet8(nn.Module):
    def __init__(self, num_classes=100):
        super().__init__()
        self.stem = conv3x3(3, 16)
        self.layer1 = SmallBlock(16, 16)
        self.layer2 = SmallBlock(16, 32, 2)
        self.layer3 = SmallBlock(32, 64, 2)
        self.linear = nn.Linear(512 * SmallBlock.widen, num_classes)  # related

    def forward(self, x):
        x = F.relu(self.stem(x))
        x = self.layer3(self.layer2(self.layer1(x)))
        x = x.mean(dim=(2, 3))
        return self.linear(x)  # error: [feature-mismatch]
