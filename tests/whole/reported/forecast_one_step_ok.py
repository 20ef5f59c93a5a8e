import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


def make_windows(series, seq_len, pred_len):
    xs, ys = [], []
    for i in range(len(series) - seq_len - pred_len + 1):
        xs.append(series[i : i + seq_len])
        ys.append(series[i + seq_len + pred_len - 1])
    return torch.tensor(np.array(xs), dtype=torch.float32).unsqueeze(-1), torch.tensor(np.array(ys), dtype=torch.float32)


class PatchMixer(nn.Module):
    def __init__(self, seq_len=24, pred_len=1, d_model=32):
        super().__init__()
        self.rnn = nn.GRU(1, d_model, batch_first=True)
        self.head = nn.Linear(d_model, pred_len)

    def forward(self, x):
        h, _ = self.rnn(x)
        return self.head(h[:, -1])


def train(model, loader, epochs=1, device="cpu"):
    criterion = nn.MSELoss()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=1e-4)
    total = 0.0
    for epoch in range(epochs):
        model.train()
        for x_batch, y_batch in loader:
            x_batch, y_batch = x_batch.to(device), y_batch.to(device)
            pred = model(x_batch)
            loss = criterion(pred, y_batch.view_as(pred))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
    return total / len(loader)


prices = np.cumsum(np.random.RandomState(0).randn(200))
x, y = make_windows(prices, 24, 1)
loader = DataLoader(TensorDataset(x, y), batch_size=32, shuffle=False)
out = torch.tensor(train(PatchMixer(), loader))
