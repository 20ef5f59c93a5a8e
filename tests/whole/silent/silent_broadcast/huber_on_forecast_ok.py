import torch
import torch.nn as nn


class Forecaster(nn.Module):
    def __init__(self, hidden=16):
        super().__init__()
        self.lstm = nn.LSTM(3, hidden, batch_first=True)
        self.linear = nn.Linear(hidden, 1)

    def forward(self, x):
        _, (h, _) = self.lstm(x)
        return self.linear(h[-1])


def run(epochs=1):
    model = Forecaster()
    loss_fn = nn.SmoothL1Loss(reduction="sum")
    window = torch.randn(12, 24, 3)
    next_value = torch.randn(12)
    for _ in range(epochs):
        out = model(window)
        loss = loss_fn(out[:, 0], next_value)
        loss.backward()
    return loss.item(), nn.functional.smooth_l1_loss(out[:, 0], next_value, reduction="sum").item()


# What torch says of it.
def claim():
    got, meant = run()
    return abs(got - meant) < 1e-5
