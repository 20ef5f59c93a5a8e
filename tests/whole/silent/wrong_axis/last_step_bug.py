import torch
import torch.nn as nn


class Gait(nn.Module):
    """Reads (batch, time, 6) and decides at the last time step."""

    def __init__(self, hidden=20, people=12):
        super().__init__()
        self.lstm = nn.LSTM(6, hidden, batch_first=True)
        self.fc = nn.Linear(hidden, people)

    def forward(self, x):
        out, _ = self.lstm(x)
        last = out[-1]  # warning: [wrong-axis]
        return self.fc(last)


# What torch says of it.
def claim():
    n = Gait()(torch.randn(3, 40, 6)).shape[0]
    return n == 40
