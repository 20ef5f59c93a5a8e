import torch
import torch.nn as nn
import torch.nn.functional as F


class LeNet5(nn.Module):
    """The original: 32x32 in, and C5 is a convolution over the whole 5x5 map."""

    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(1, 6, 5)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.out = nn.Linear(84, 10)

    def forward(self, x):
        x = F.avg_pool2d(torch.tanh(self.c1(x)), 2)
        x = F.avg_pool2d(torch.tanh(self.c3(x)), 2)
        x = torch.tanh(self.c5(x))
        x = x.view(x.size(0), -1)
        return self.out(torch.tanh(self.f6(x)))


lenet = LeNet5()
mnist_batch = F.pad(torch.rand(16, 1, 28, 28), (2, 2, 2, 2))
probabilities = lenet(mnist_batch).softmax(dim=1)
