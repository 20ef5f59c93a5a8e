import argparse

import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset


class WeatherWindows(Dataset):
    def __init__(self, values, history, horizon):
        self.values = values.astype(np.float32)
        self.history = history
        self.horizon = horizon

    def __len__(self):
        return len(self.values) - self.history - self.horizon + 1

    def __getitem__(self, i):
        x = self.values[i : i + self.history]
        y = self.values[i + self.history : i + self.history + self.horizon, :1]
        return torch.from_numpy(x), torch.from_numpy(y)


class Encoder(nn.Module):
    def __init__(self, n_features, hidden, layers):
        super().__init__()
        self.rnn = nn.GRU(n_features, hidden, layers, batch_first=True, bidirectional=True)

    def forward(self, x):
        out, h = self.rnn(x)
        return out, h


class Decoder(nn.Module):
    def __init__(self, hidden, layers):
        super().__init__()
        self.rnn = nn.GRU(1, hidden, layers, batch_first=True)
        self.out = nn.Linear(hidden, 1)

    def forward(self, start, h, steps):
        outputs = []
        x = start
        for _ in range(steps):
            o, h = self.rnn(x, h)  # error: [size-mismatch]
            x = self.out(o)
            outputs.append(x)
        return torch.cat(outputs, dim=1)


class Seq2Seq(nn.Module):
    def __init__(self, n_features, hidden, layers, horizon):
        super().__init__()
        self.encoder = Encoder(n_features, hidden, layers)
        self.decoder = Decoder(hidden, layers)
        self.horizon = horizon

    def forward(self, x):
        _, h = self.encoder(x)
        return self.decoder(x[:, -1:, :1], h, self.horizon)


def parse():
    p = argparse.ArgumentParser()
    p.add_argument("--history", type=int, default=48)
    p.add_argument("--horizon", type=int, default=12)
    p.add_argument("--hidden", type=int, default=64)
    p.add_argument("--layers", type=int, default=2)
    p.add_argument("--batch-size", type=int, default=16)
    return p.parse_args()


def main():
    args = parse()
    rng = np.random.default_rng(0)
    values = rng.normal(size=(500, 7)).cumsum(axis=0)
    values = (values - values.mean(axis=0)) / values.std(axis=0)
    loader = DataLoader(WeatherWindows(values, args.history, args.horizon), args.batch_size, shuffle=True)
    model = Seq2Seq(values.shape[1], args.hidden, args.layers, args.horizon)
    loss_fn = nn.MSELoss()
    opt = torch.optim.Adam(model.parameters(), 1e-3)
    for x, y in loader:
        loss = loss_fn(model(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
    print(loss.item())


if __name__ == "__main__":
    main()
