import numpy as np
import pandas as pd
import torch
from sklearn.preprocessing import MinMaxScaler
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

look_back = 30
hidden_dim = 32
num_layers = 2
num_epochs = 1


def make_windows(series, look_back):
    X, y = [], []
    for i in range(len(series) - look_back):
        X.append(series[i : i + look_back])
        y.append(series[i + look_back, 0])
    return np.array(X), np.array(y)


df = pd.read_csv("data/prices.csv")
scaler = MinMaxScaler(feature_range=(-1, 1))
close = scaler.fit_transform(df["Close"].values.reshape(-1, 1))
split = int(len(close) * 0.8)
x_train, y_train = make_windows(close[:split], look_back)
x_test, y_test = make_windows(close[split:], look_back)

x_train = torch.from_numpy(x_train).type(torch.Tensor)
x_test = torch.from_numpy(x_test).type(torch.Tensor)
y_train = torch.from_numpy(y_train.reshape(-1, 1)).type(torch.Tensor)
y_test = torch.from_numpy(y_test.reshape(-1, 1)).type(torch.Tensor)

train_loader = DataLoader(TensorDataset(x_train, y_train), batch_size=16, shuffle=False)


class LSTM(nn.Module):
    def __init__(self, input_dim, hidden_dim, num_layers, output_dim):
        super(LSTM, self).__init__()
        self.hidden_dim = hidden_dim
        self.num_layers = num_layers
        self.lstm = nn.LSTM(input_dim, hidden_dim, num_layers, batch_first=True)
        self.fc = nn.Linear(hidden_dim, output_dim)

    def forward(self, x):
        h0 = torch.zeros(self.num_layers, x.size(0), self.hidden_dim)
        c0 = torch.zeros(self.num_layers, x.size(0), self.hidden_dim)
        out, (hn, cn) = self.lstm(x, (h0, c0))
        out = self.fc(out[:, -1, :])
        return out


model = LSTM(input_dim=1, hidden_dim=hidden_dim, num_layers=num_layers, output_dim=1)
criterion = nn.MSELoss()
optimiser = torch.optim.Adam(model.parameters(), lr=0.01)

for t in range(num_epochs):
    for xb, yb in train_loader:
        y_pred = model(xb)
        loss = criterion(y_pred, yb)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    print("Epoch", t, "MSE:", loss.item())
