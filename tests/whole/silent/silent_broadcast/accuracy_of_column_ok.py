import torch
import torch.nn as nn


class Churn(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(6, 12), nn.ReLU(), nn.Linear(12, 1))

    def forward(self, x):
        return torch.sigmoid(self.net(x))


def evaluate(model, x, y):
    with torch.no_grad():
        pred = model(x).round()
    correct = (pred.view(-1) == y).sum().item()
    return correct / y.size(0)


model = Churn()
customers = torch.randn(40, 6)
left = torch.zeros(40)
accuracy = evaluate(model, customers, left)


# What torch says of it.
def claim():
    identity = nn.Identity()
    labels = torch.tensor([0.0, 1.0, 1.0, 0.0])
    return evaluate(identity, labels[:, None], labels) == 1.0
