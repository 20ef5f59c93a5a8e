import os

import numpy as np
import pandas as pd
import torch
import torch.nn as nn
from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision import models, transforms

NUM_POINTS = 3


class FaceLandmarks(Dataset):
    def __init__(self, csv_file, root, transform=None):
        self.frame = pd.read_csv(csv_file)
        self.root = root
        self.transform = transform

    def __len__(self):
        return len(self.frame)

    def __getitem__(self, idx):
        image = Image.open(os.path.join(self.root, str(self.frame.iloc[idx, 0]))).convert("RGB")
        points = self.frame.iloc[idx, 1:].values
        points = points.astype("float32").reshape(-1, 2)
        if self.transform:
            image = self.transform(image)
        return image, torch.from_numpy(points)


class Regressor(nn.Module):
    def __init__(self, n_points):
        super().__init__()
        backbone = models.resnet34(weights=None)
        self.features = nn.Sequential(*list(backbone.children())[:-1])
        self.fc = nn.Linear(backbone.fc.in_features, n_points * 2)

    def forward(self, x):
        x = self.features(x)
        x = x.view(x.size(0), -1)
        return self.fc(x)


if __name__ == "__main__":
    tf = transforms.Compose([transforms.Resize((96, 96)), transforms.Grayscale(3), transforms.ToTensor()])
    data = FaceLandmarks("data/points.csv", "data/frames", tf)
    loader = DataLoader(data, batch_size=4, shuffle=True)
    net = Regressor(NUM_POINTS)
    criterion = nn.SmoothL1Loss()
    optimizer = torch.optim.Adam(net.parameters())
    for images, points in loader:
        loss = criterion(net(images), points.flatten(1))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
