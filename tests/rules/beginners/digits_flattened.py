"""Digits: the Linear behind the convolutions has a guessed size."""

import torch
from torch import nn, optim


class CNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Sequential(nn.Conv2d(1, 16, 5, 1, 2), nn.ReLU(), nn.MaxPool2d(2))
        self.conv2 = nn.Sequential(nn.Conv2d(16, 32, 5, 1, 2), nn.ReLU(), nn.MaxPool2d(2))
        self.out = nn.Linear(1050, 10)

    def forward(self, x):
        x = self.conv2(self.conv1(x))
        x = x.view(x.size(0), -1)
        return self.out(x)


net = CNN()
optimizer = optim.Adam(net.parameters())
images, labels = torch.rand(6, 1, 28, 28), torch.randint(0, 10, (6,))
loss = nn.CrossEntropyLoss()(net(images), labels)
loss.backward()
optimizer.step()
