import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        # input: 1 x 28 x 28
        self.conv1 = nn.Conv2d(1, 10, kernel_size=5)
        self.conv2 = nn.Conv2d(10, 20, kernel_size=5)
        self.fc = nn.Linear(320, 10)

    def forward(self, x):
        # x: (N, 1, 28, 28)
        x = F.relu(F.max_pool2d(self.conv1(x), 2))  # (N, 10, 12, 12)
        x = F.relu(F.max_pool2d(self.conv2(x), 2))  # (N, 20, 5, 5)  # warning: [shape-comment]
        x = x.flatten(1)  # (N, 320)
        return self.fc(x)  # (N, 10)


# What torch says of it.
def claim():
    net = Net()
    x = F.max_pool2d(net.conv1(torch.zeros(1, 1, 28, 28)), 2)
    return F.max_pool2d(net.conv2(x), 2).shape == (1, 20, 4, 4)
