import torch
import torch.nn as nn


class TomorrowsPrice(nn.Module):
    def __init__(self, inputs=1, hidden=50, layers=2):
        super().__init__()
        self.hidden = hidden
        self.layers = layers
        self.lstm = nn.LSTM(inputs, hidden, layers, batch_first=True)
        self.price = nn.Linear(hidden, 1)

    def zeros(self, x):
        return torch.zeros(self.layers, len(x), self.hidden)

    def forward(self, x):
        steps, _ = self.lstm(x, (self.zeros(x), self.zeros(x)))
        return self.price(steps[:, -1, :])


def windows(series, length):
    return torch.stack([series[i:i + length] for i in range(len(series) - length)])


days = torch.rand(60, 5)  # open, high, low, close, volume
model = TomorrowsPrice(inputs=5)
prediction = model(windows(days, 10))
