import argparse

import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


def windows(series, seq_len, pred_len):
    x, y = [], []
    for start in range(len(series) - seq_len - pred_len + 1):
        x.append(series[start : start + seq_len])
        y.append(series[start + seq_len + pred_len - 1, 0])
    return np.stack(x).astype(np.float32), np.array(y, dtype=np.float32)


class PatchTST(nn.Module):
    def __init__(self, n_features, seq_len, pred_len, patch_len=8, d_model=32, heads=4):
        super().__init__()
        self.patch_len = patch_len
        self.embed = nn.Linear(patch_len * n_features, d_model)
        layer = nn.TransformerEncoderLayer(d_model, heads, 64, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 1)
        self.head = nn.Linear(d_model * (seq_len // patch_len), pred_len)

    def forward(self, x):
        patches = x.unfold(1, self.patch_len, self.patch_len)
        patches = patches.flatten(2)
        return self.head(self.encoder(self.embed(patches)).flatten(1))


def train(model, train_loader, val_loader, epochs):
    criterion = nn.MSELoss()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    for _ in range(epochs):
        model.train()
        for x_batch, y_batch in train_loader:
            optimizer.zero_grad()
            pred = model(x_batch)
            loss = criterion(pred, y_batch)  # warning: [silent-broadcast]
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
        model.eval()
        with torch.no_grad():
            val = [criterion(model(x).squeeze(-1), y) for x, y in val_loader]
    return torch.stack(val)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seq-len", type=int, default=32)
    parser.add_argument("--pred-len", type=int, default=1)
    parser.add_argument("--batch-size", type=int, default=16)
    args = parser.parse_args()
    torch.manual_seed(0)
    series = np.random.default_rng(0).standard_normal((120, 3)).cumsum(0)
    x, y = map(torch.from_numpy, windows(series, args.seq_len, args.pred_len))
    data = TensorDataset(x, y)
    model = PatchTST(3, args.seq_len, args.pred_len)
    out = train(model, DataLoader(data, args.batch_size, shuffle=True), DataLoader(data, args.batch_size), 1)
