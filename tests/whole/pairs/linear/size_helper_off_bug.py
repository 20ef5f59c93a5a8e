from math import floor

import torch
import torch.nn as nn


def conv_size(size, kernel, stride=1, padding=0):
    return floor((size + 2 * padding - kernel) / stride) + 1


class EmotionNet(nn.Module):
    """Facial expressions from 48x48 grey images."""

    def __init__(self, image_size=48, classes=7):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 10, 3)
        self.pool1 = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(10, 10, 3)
        self.pool2 = nn.MaxPool2d(2, 2)

        size = conv_size(image_size, 3)
        size = conv_size(size, 2, 2)
        size = conv_size(size, 3)
        size = conv_size(size, 2)
        self.fc1 = nn.Linear(10 * size * size, 50)
        self.fc2 = nn.Linear(50, classes)

    def forward(self, img):
        h = torch.relu(self.pool1(self.conv1(img)))
        h = torch.relu(self.pool2(self.conv2(h)))
        h = h.view(-1, h.shape[1] * h.shape[2] * h.shape[3])
        h = torch.relu(self.fc1(h))  # error: [feature-mismatch]
        return self.fc2(h)


if __name__ == '__main__':
    face = torch.randn(1, 1, 48, 48)
    print(EmotionNet()(face))
