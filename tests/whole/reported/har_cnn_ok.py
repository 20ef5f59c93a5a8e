import argparse

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset


class Activities(Dataset):
    def __init__(self, samples, labels, transform=None):
        self.samples, self.labels, self.transform = samples, labels, transform

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, index):
        sample, target = self.samples[index], self.labels[index]
        if self.transform:
            sample = self.transform(sample)
        return sample, target


def normalise(sample):
    return torch.from_numpy(((sample - sample.mean()) / (sample.std() + 1e-6)).astype(np.float32)).unsqueeze(1)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Sequential(nn.Conv2d(9, 32, kernel_size=(1, 9)), nn.ReLU(), nn.MaxPool2d((1, 2), stride=2))
        self.conv2 = nn.Sequential(nn.Conv2d(32, 64, kernel_size=(1, 9)), nn.ReLU(), nn.MaxPool2d((1, 2), stride=2))
        self.fc1 = nn.Sequential(nn.Linear(64 * 26, 1000), nn.ReLU())
        self.fc2 = nn.Sequential(nn.Linear(1000, 500), nn.ReLU())
        self.fc3 = nn.Linear(500, 6)

    def forward(self, x):
        out = self.conv1(x)
        out = self.conv2(out)
        out = out.reshape(-1, 64 * 26)
        out = self.fc1(out)
        out = self.fc2(out)
        out = self.fc3(out)
        return out


def train(model, optimizer, train_loader, test_loader, epochs):
    criterion = nn.CrossEntropyLoss()
    history = []
    for e in range(epochs):
        model.train()
        correct, total_loss = 0, 0
        for sample, target in train_loader:
            output = model(sample)
            loss = criterion(output, target)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total_loss += loss.item()
            correct += (output.argmax(dim=1) == target).sum().item()
        history.append(total_loss / len(train_loader))
        model.eval()
        with torch.no_grad():
            for sample, target in test_loader:
                correct += (model(sample).argmax(1) == target).sum().item()
    return history


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--nepoch", type=int, default=1)
    parser.add_argument("--batchsize", type=int, default=16)
    parser.add_argument("--lr", type=float, default=0.001)
    args = parser.parse_args()
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((64, 9, 128)), rng.integers(0, 6, 64)
    train_set, test_set = Activities(x[:48], y[:48], normalise), Activities(x[48:], y[48:], normalise)
    model = Network()
    optimizer = torch.optim.SGD(model.parameters(), lr=args.lr, momentum=0.9)
    out = torch.tensor(train(model, optimizer, DataLoader(train_set, args.batchsize), DataLoader(test_set, 16), args.nepoch))
