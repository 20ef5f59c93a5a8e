import torch
import torch.nn as nn


class Logistic(nn.Module):
    def __init__(self, n_features):
        super().__init__()
        self.linear = nn.Linear(n_features, 1)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))


def log_loss(p, y, eps=1e-7):
    p = p.clamp(eps, 1 - eps)
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


features = torch.randn(24, 3)
labels = torch.randint(0, 2, (24, 1)).float()
loss = log_loss(Logistic(3)(features), labels)


# What torch says of it.
def claim():
    p = Logistic(3)(features).detach()
    meant = nn.functional.binary_cross_entropy(p[:, 0], labels.view(-1))
    return bool(torch.isclose(log_loss(p, labels), meant))
