import os

import cv2
import numpy as np
import pandas as pd
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset

IMG_W, IMG_H = 160, 120


class SteeringDataset(Dataset):
    def __init__(self, csv_file, root_dir):
        self.frame = pd.read_csv(csv_file)
        self.root_dir = root_dir

    def __len__(self):
        return len(self.frame)

    def __getitem__(self, idx):
        name = os.path.join(self.root_dir, self.frame.iloc[idx, 0])
        image = cv2.imread(name)
        image = cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
        image = cv2.resize(image, (IMG_W, IMG_H))
        image = image.astype(np.float32) / 127.5 - 1.0
        angle = np.float32(self.frame.iloc[idx, 1])
        return torch.from_numpy(image), torch.tensor([angle])


class PilotNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 24, 5, stride=2)
        self.conv2 = nn.Conv2d(24, 36, 5, stride=2)
        self.conv3 = nn.Conv2d(36, 48, 5, stride=2)
        self.conv4 = nn.Conv2d(48, 64, 3)
        self.pool = nn.AdaptiveAvgPool2d((4, 8))
        self.fc1 = nn.Linear(64 * 4 * 8, 100)
        self.fc2 = nn.Linear(100, 1)

    def forward(self, x):
        x = F.elu(self.conv1(x))  # error: [channel-mismatch]
        x = F.elu(self.conv2(x))
        x = F.elu(self.conv3(x))
        x = F.elu(self.conv4(x))
        x = self.pool(x).flatten(1)
        return self.fc2(F.elu(self.fc1(x)))


def train_one_epoch(model, loader, optimizer, loss_fn):
    total = 0.0
    for batch, (images, angles) in enumerate(loader):
        pred = model(images)
        loss = loss_fn(pred, angles)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total / len(loader)


if __name__ == "__main__":
    dataset = SteeringDataset("data/driving.csv", "data/frames")
    loader = DataLoader(dataset, batch_size=8, shuffle=True, drop_last=True)
    model = PilotNet()
    opt = torch.optim.Adam(model.parameters(), lr=1e-4)
    for epoch in range(1):
        print(train_one_epoch(model, loader, opt, nn.MSELoss()))
