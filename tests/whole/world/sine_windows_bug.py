import numpy as np
import torch
from torch import nn


def make_windows(series, length):
    xs, ys = [], []
    for i in range(len(series) - length):
        xs.append(series[i : i + length])
        ys.append(series[i + length])
    return np.array(xs), np.array(ys)


data = np.sin(np.linspace(0, 20, 300)).astype(np.float32)
X, y = make_windows(data, 24)
X, y = torch.from_numpy(X), torch.from_numpy(y)


class Forecast(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(input_size=1, hidden_size=32, batch_first=True)
        self.head = nn.Linear(32, 1)

    def forward(self, x):
        out, _ = self.lstm(x)  # error: [feature-mismatch]
        return self.head(out[:, -1])


model = Forecast()
loss = nn.MSELoss()(model(X).squeeze(1), y)
loss.backward()
