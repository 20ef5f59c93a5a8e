import numpy as np
import torch
import torch.nn as nn
from sklearn.model_selection import train_test_split
from torch.utils.data import DataLoader, Dataset

WINDOW = 128
CHANNELS = 9
CLASSES = 6


def load(path="data/har.txt"):
    raw = np.loadtxt(path)
    X = raw[:, :-1].reshape(-1, WINDOW, CHANNELS)
    y = raw[:, -1].astype(np.int64)
    return X.astype("float32"), y


class HarDataset(Dataset):
    def __init__(self, X, y):
        self.X = torch.tensor(X)
        self.y = torch.tensor(y)

    def __getitem__(self, i):
        return self.X[i], self.y[i]

    def __len__(self):
        return len(self.y)


class CNN1D(nn.Module):
    def __init__(self, n_channels, n_classes, kernel=5):
        super().__init__()
        self.block = nn.Sequential(
            nn.Conv1d(n_channels, 64, kernel, padding=kernel // 2),
            nn.BatchNorm1d(64),
            nn.ReLU(),
            nn.MaxPool1d(2),
            nn.Conv1d(64, 128, kernel, padding=kernel // 2),
            nn.BatchNorm1d(128),
            nn.ReLU(),
            nn.AdaptiveMaxPool1d(1),
        )
        self.fc = nn.Linear(128, n_classes)

    def forward(self, x):
        x = self.block(x)  # error: [channel-mismatch]
        return self.fc(x.squeeze(-1))


X, y = load()
X_tr, X_te, y_tr, y_te = train_test_split(X, y, test_size=0.25, stratify=y, random_state=42)
train_dl = DataLoader(HarDataset(X_tr, y_tr), batch_size=8, shuffle=True)
test_dl = DataLoader(HarDataset(X_te, y_te), batch_size=8)
model = CNN1D(CHANNELS, CLASSES)
loss_fn = nn.CrossEntropyLoss()
opt = torch.optim.Adam(model.parameters())

for epoch in range(1):
    model.train()
    for xb, yb in train_dl:
        opt.zero_grad()
        loss = loss_fn(model(xb), yb)
        loss.backward()
        opt.step()
    model.eval()
    correct = 0
    with torch.no_grad():
        for xb, yb in test_dl:
            correct += (model(xb).argmax(1) == yb).sum().item()
    print(epoch, correct / len(test_dl.dataset))
