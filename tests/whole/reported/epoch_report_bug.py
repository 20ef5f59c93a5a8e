import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


class Gaze(nn.Module):
    def __init__(self, points=20, hidden=32):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(points, hidden), nn.ReLU(), nn.Linear(hidden, 1))

    def forward(self, x):
        return self.net(x)


def train(model, loader, criterion, optimizer):
    total = 0.0
    for x, y in loader:
        loss = criterion(model(x), y.unsqueeze(1))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total / len(loader)


@torch.no_grad()
def accuracy(model, loader):
    hits = 0.0
    for x, y in loader:
        looking = (torch.sigmoid(model(x)) > 0.5).float()
        hits += (looking == y).sum().item()  # warning: [silent-broadcast]
    return hits / len(loader.dataset)


torch.manual_seed(0)
points = torch.randn(60, 20)
loader = DataLoader(TensorDataset(points, (points[:, 0] > 0).float()), batch_size=20)
model = Gaze()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
loss = train(model, loader, nn.BCEWithLogitsLoss(), optimizer)
print(f"loss {loss:.3f} accuracy {accuracy(model, loader):.3f}")
out = torch.tensor(accuracy(model, loader))
