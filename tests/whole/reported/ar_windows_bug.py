import numpy as np
import torch
import torch.nn as nn

# AR(20) series, an LSTM predicts the next value
input_size = 20
num_train, num_test = 160, 40
h1 = 32
output_dim = 1
num_layers = 2
num_epochs = 3


def windows(series, size):
    rows = [series[i : i + size] for i in range(len(series) - size)]
    return np.stack(rows), series[size:]


rng = np.random.default_rng(0)
series = np.cumsum(rng.normal(size=num_train + num_test + input_size)).astype(np.float32)
X, Y = windows(series, input_size)
X_train = torch.from_numpy(X[:num_train]).type(torch.Tensor)
X_test = torch.from_numpy(X[num_train:]).type(torch.Tensor)
y_train = torch.from_numpy(Y[:num_train]).type(torch.Tensor).view(-1)

# [sequence, batch, feature]
X_train = X_train.view([input_size, -1, 1])  # warning: [moved-by-view]
X_test = X_test.view([input_size, -1, 1])  # warning: [moved-by-view]


class LSTM(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim=1, num_layers=2):
        super().__init__()
        self.hidden_dim = hidden_dim
        self.num_layers = num_layers
        self.lstm = nn.LSTM(input_dim, self.hidden_dim, self.num_layers)
        self.linear = nn.Linear(self.hidden_dim, output_dim)

    def forward(self, input):
        lstm_out, self.hidden = self.lstm(input)
        y_pred = self.linear(lstm_out[-1])
        return y_pred.view(-1)


torch.manual_seed(0)
model = LSTM(1, h1, output_dim=output_dim, num_layers=num_layers)
loss_fn = torch.nn.MSELoss(reduction="sum")
optimiser = torch.optim.Adam(model.parameters(), lr=1e-3)
hist = np.zeros(num_epochs)
for t in range(num_epochs):
    y_pred = model(X_train)
    loss = loss_fn(y_pred, y_train)
    hist[t] = loss.item()
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
out = model(X_test).detach()
