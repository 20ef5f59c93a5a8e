import torch
import torch.nn as nn
import torch.nn.functional as F


class TrafficSigns(nn.Module):
    def __init__(self, classes=43):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 84)
        self.fc2 = nn.Linear(84, classes)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.relu(self.conv2(x))
        x = x.view(-1, 16 * 5 * 5)  # warning: [batch-swallowed]
        return self.fc2(F.relu(self.fc1(x)))


net = TrafficSigns()
signs = torch.rand(8, 3, 32, 32)
classes = net(signs).argmax(dim=1)


# What torch says of it.
def claim():
    return len(classes) == 32
