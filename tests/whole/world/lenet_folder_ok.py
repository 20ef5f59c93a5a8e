import torch
import torch.nn as nn
import torch.nn.functional as F
import torchvision.transforms as T
from torch.utils.data import DataLoader, SubsetRandomSampler
from torchvision.datasets import ImageFolder
import numpy as np


class LeNet(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, num_classes)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        x = torch.flatten(x, 1)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)


def get_loaders(path, batch_size=4, valid=0.25, size=32):
    transform = T.Compose([T.Resize((size, size)), T.ToTensor(), T.Normalize((0.5,) * 3, (0.5,) * 3)])
    data = ImageFolder(path, transform=transform)
    indices = np.random.permutation(len(data))
    cut = int(np.floor(valid * len(data)))
    train = DataLoader(data, batch_size=batch_size, sampler=SubsetRandomSampler(indices[cut:]))
    val = DataLoader(data, batch_size=batch_size, sampler=SubsetRandomSampler(indices[:cut]))
    return train, val, data.classes


def main():
    train, val, classes = get_loaders("data/flowers")
    net = LeNet(len(classes))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    for epoch in range(1):
        for x, y in train:
            optimizer.zero_grad()
            F.cross_entropy(net(x), y).backward()
            optimizer.step()


main()
