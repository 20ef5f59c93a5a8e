import torch.nn as nn
import torch.nn.functional as F


class ColorizationNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 64, 3, padding=1, stride=2)
        self.conv2 = nn.Conv2d(64, 128, 3, padding=1)
        self.conv3 = nn.Conv2d(128, 256, 3, padding=1)
        self.conv4 = nn.Conv2d(128, 256, 3, padding=1)  # related
        self.conv5 = nn.Conv2d(256, 2, 3, padding=1)
        self.up = nn.Upsample(scale_factor=2)

    def forward(self, grey):
        x = F.relu(self.conv1(grey))
        x = F.relu(self.conv2(x))
        x = F.relu(self.conv3(x))
        x = F.relu(self.conv4(x))  # error: [channel-mismatch]
        return self.up(F.tanh(self.conv5(x)))
