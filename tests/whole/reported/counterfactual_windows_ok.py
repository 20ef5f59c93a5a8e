import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset


class Windows(nn.Module):
    def __init__(self, features, dim=32):
        super().__init__()
        self.body = nn.Sequential(nn.Conv1d(features, dim, 3, padding=1), nn.ReLU(), nn.AdaptiveAvgPool1d(1))
        self.head = nn.Linear(dim, 16)

    def forward(self, x):
        return self.head(self.body(x).flatten(1))


class Series(Dataset):
    def __init__(self, n=24, window=50, features=7):
        self.data = torch.randn(n, window, features).cumsum(1)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        ts = self.data[i]
        return {"ts_org": ts, "ts_w_augment": ts + 0.1 * torch.randn_like(ts), "ts_ss_augment": ts.flip(0)}


def pretext_train(loader, model):
    losses = []
    for batch in loader:
        ts_org, ts_w, ts_ss = batch["ts_org"], batch["ts_w_augment"], batch["ts_ss_augment"]
        b, w, h = ts_org.shape
        input_ = torch.cat([ts_org, ts_w, ts_ss], dim=0).transpose(1, 2)
        anchors, positives, negatives = model(input_).chunk(3)
        near, far = (anchors - positives).norm(dim=1), (anchors - negatives).norm(dim=1)
        losses.append((near - far + 1.0).clamp(min=0).mean())
    return torch.stack(losses)


torch.manual_seed(0)
out = pretext_train(DataLoader(Series(), batch_size=8), Windows(7))
