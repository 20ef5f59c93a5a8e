import torch
import torch.nn as nn


class Autoencoder(nn.Module):
    def __init__(self, **kw):
        super().__init__()
        n = kw["n_inputs"]
        self.into_hidden = nn.Linear(in_features=n, out_features=kw.get("hidden", 128))
        self.into_code = nn.Linear(in_features=kw.get("hidden", 128), out_features=kw.get("code", 64))
        self.out_of_code = nn.Linear(in_features=64, out_features=128)
        self.out_of_hidden = nn.Linear(in_features=128, out_features=n)

    def encode(self, x):
        return torch.relu(self.into_code(torch.relu(self.into_hidden(x))))

    def decode(self, code):
        h = torch.relu(self.out_of_code(code))
        return torch.sigmoid(self.out_of_hidden(h))

    def forward(self, x):
        return self.decode(self.encode(x))


device = torch.device("cpu")
model = Autoencoder(n_inputs=784).to(device)
mse = nn.MSELoss()

batch = torch.rand(32, 1, 28, 28).view(-1, 784).to(device)
loss = mse(model(batch), batch)
loss.backward()
