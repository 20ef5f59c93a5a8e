import torch
import torch.nn as nn


class EEGNet(nn.Module):
    def __init__(self, nb_classes=4, chans=22, kern_length=64, f1=8, d=2, f2=16):
        super().__init__()
        # Conv2D(F1, (1, kernLength), padding='same', use_bias=False)
        self.temporal = nn.Conv2d(1, f1, (1, kern_length), padding=(0, kern_length // 2), bias=False)  # warning: [not-same]
        self.bn1 = nn.BatchNorm2d(f1)
        self.spatial = nn.Conv2d(f1, f1 * d, (chans, 1), groups=f1, bias=False)
        self.bn2 = nn.BatchNorm2d(f1 * d)
        self.pool1 = nn.AvgPool2d((1, 4))
        self.separable = nn.Conv2d(f1 * d, f2, (1, 15), padding=(0, 7), bias=False)
        self.pool2 = nn.AvgPool2d((1, 8))
        self.fc = nn.Linear(f2 * 15, nb_classes)

    def forward(self, x):
        x = self.bn1(self.temporal(x))
        x = nn.functional.elu(self.bn2(self.spatial(x)))
        x = self.pool1(x)
        x = nn.functional.elu(self.separable(x))
        x = self.pool2(x)
        return self.fc(x.flatten(1))


model = EEGNet().eval()
trials = torch.randn(5, 1, 22, 480)
out = model(trials)
