import torch
from torch import nn


def rmse(pred, target):
    return torch.sqrt(torch.mean((pred.squeeze(-1) - target) ** 2))


class LinearRegression(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.linear = nn.Linear(n, 1)

    def forward(self, x):
        return self.linear(x)


X = torch.randn(30, 4)
target = X.sum(1)
error = rmse(LinearRegression(4)(X), target)
print("RMSE:", error.item())


# What torch says of it.
def claim():
    p, t = torch.arange(3.0)[:, None], torch.arange(3.0)
    return rmse(p, t).item() == 0
