# Translated layer by layer from a Keras script; "same" there, so kernel // 2 here.
import torch
import torch.nn as nn


class SpeechCommands(nn.Module):
    def __init__(self, classes=12):
        super().__init__()
        # Conv2D(64, (20, 8), padding="same")
        self.conv1 = nn.Conv2d(1, 64, (20, 8), padding="same")
        # MaxPooling2D((2, 2))
        self.pool = nn.MaxPool2d(2)
        # Conv2D(64, (10, 4)), valid
        self.conv2 = nn.Conv2d(64, 64, (10, 4))
        self.fc = nn.Linear(64, classes)

    def forward(self, x):
        x = torch.relu(self.conv1(x))
        x = torch.relu(self.conv2(self.pool(x)))
        return self.fc(x.amax(dim=(2, 3)))


# What torch says of it.
def claim():
    size = SpeechCommands().conv1(torch.zeros(1, 1, 98, 40)).shape[2:]
    return size == (98, 40)
