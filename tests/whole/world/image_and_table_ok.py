import os

import pandas as pd
import torch
import torch.nn as nn
from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision import models, transforms

FEATURES = ["Open", "High", "Low", "Close"]


class HouseDataset(Dataset):
    def __init__(self, csv_path, image_dir, transform):
        df = pd.read_csv(csv_path)
        self.tabular = torch.tensor(df[FEATURES].values, dtype=torch.float32)
        self.price = torch.tensor(df["Volume"].values, dtype=torch.float32)
        self.image_dir = image_dir
        self.transform = transform

    def __len__(self):
        return len(self.price)

    def __getitem__(self, i):
        image = Image.open(os.path.join(self.image_dir, f"{i % 16}.jpg")).convert("RGB")
        return {"image": self.transform(image), "tabular": self.tabular[i], "price": self.price[i]}


class MultiModal(nn.Module):
    def __init__(self, n_tabular):
        super().__init__()
        self.cnn = models.resnet18(weights=None)
        self.cnn.fc = nn.Identity()
        self.mlp = nn.Sequential(nn.Linear(n_tabular, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU())
        self.head = nn.Sequential(nn.Linear(512 + 32, 128), nn.ReLU(), nn.Linear(128, 1))

    def forward(self, image, tabular):
        a = self.cnn(image)
        b = self.mlp(tabular)
        return self.head(torch.cat([a, b], dim=1)).squeeze(1)


def main():
    tf = transforms.Compose([transforms.Resize((64, 64)), transforms.ToTensor()])
    loader = DataLoader(HouseDataset("data/prices.csv", "data/frames", tf), batch_size=8, shuffle=True)
    model = MultiModal(n_tabular=len(FEATURES))
    criterion = nn.L1Loss()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    for step, batch in enumerate(loader):
        pred = model(batch["image"], batch["tabular"])
        loss = criterion(pred, batch["price"])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step == 2:
            break


main()
