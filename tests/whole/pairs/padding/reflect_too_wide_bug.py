import torch
import torch.nn as nn


class StyleTransfer(nn.Module):
    def __init__(self):
        super().__init__()
        self.pad = nn.ReflectionPad2d(40)
        self.conv1 = nn.Conv2d(3, 8, kernel_size=9, stride=1, padding=4)
        self.conv2 = nn.Conv2d(8, 16, kernel_size=3, stride=2, padding=1)
        self.relu = nn.ReLU()

    def forward(self, x):
        x = self.pad(x)  # error: [pad-exceeds-input]
        x = self.relu(self.conv1(x))
        return self.relu(self.conv2(x))


transformer = StyleTransfer()
patches = torch.rand(8, 3, 32, 32)
features = transformer(patches)
