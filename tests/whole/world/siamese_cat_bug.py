import random

import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset
from torchvision import datasets, transforms


class SiameseMNIST(Dataset):
    def __init__(self, train=True):
        self.mnist = datasets.MNIST("data/mnist", train=train, download=True, transform=transforms.ToTensor())

    def __getitem__(self, index):
        img0, label0 = self.mnist[index]
        same = random.randint(0, 1)
        while True:
            img1, label1 = self.mnist[random.randrange(len(self.mnist))]
            if bool(same) == (label0 == label1):
                break
        return img0, img1, torch.tensor([float(same)])

    def __len__(self):
        return len(self.mnist)


class SiameseNetwork(nn.Module):
    def __init__(self):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(1, 16, 3, padding=1),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
            nn.Conv2d(16, 32, 3, padding=1),
            nn.ReLU(inplace=True),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(32 * 7 * 7, 64),
        )
        self.head = nn.Sequential(nn.Linear(128, 32), nn.ReLU(), nn.Linear(32, 1))

    def forward(self, input1, input2):
        output1 = self.cnn(input1)
        output2 = self.cnn(input2)
        return self.head(torch.cat((output1, output2)))  # error: [feature-mismatch]


train_dataloader = DataLoader(SiameseMNIST(), shuffle=True, batch_size=16, num_workers=0)
net = SiameseNetwork()
criterion = nn.BCEWithLogitsLoss()
optimizer = torch.optim.RMSprop(net.parameters(), lr=1e-4)
for i, data in enumerate(train_dataloader, 0):
    img0, img1, label = data
    optimizer.zero_grad()
    loss = criterion(net(img0, img1), label)
    loss.backward()
    optimizer.step()
