import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset


class Utterances(Dataset):
    def __init__(self, n=12, frames=60):
        self.spectra = torch.rand(n, 1, frames, 257)
        self.whisper = torch.rand(n, frames, 128)
        self.scores = torch.rand(n, 1) * 4 + 1

    def __len__(self):
        return len(self.scores)

    def __getitem__(self, i):
        return self.spectra[i], self.whisper[i], self.scores[i]


class MosPredictor(nn.Module):
    """Quality of every frame and of the whole utterance."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.Conv2d(16, 16, 3, stride=(1, 3), padding=1), nn.ReLU(),
            nn.Conv2d(16, 32, 3, stride=(1, 3), padding=1), nn.ReLU(),
        )
        self.dim_layer = nn.Linear(128, 64)
        self.blstm = nn.LSTM(32 * 29 + 64, 64, bidirectional=True, batch_first=True)
        self.linear = nn.Linear(128, 128)
        self.attention = nn.MultiheadAttention(128, num_heads=8, batch_first=True)
        self.frame = nn.Linear(128, 1)
        self.average = nn.AdaptiveAvgPool1d(1)

    def forward(self, lps, whisper):
        maps = self.conv(lps)  # (batch, 32, frames, 29)
        maps = maps.permute(0, 2, 1, 3)
        maps = maps.flatten(2)
        x = torch.cat([maps, self.dim_layer(whisper)], dim=2)
        x, _ = self.blstm(x)
        x = F.relu(self.linear(x))
        x, _ = self.attention(x, x, x)
        frame = torch.sigmoid(self.frame(x))
        return self.average(frame.permute(0, 2, 1)).squeeze(1), frame


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--batch-size", type=int, default=4)
    args = parser.parse_args()
    torch.manual_seed(0)
    model = MosPredictor()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
    for lps, whisper, score in DataLoader(Utterances(), batch_size=args.batch_size):
        mos, frames = model(lps, whisper)
        loss = F.mse_loss(mos, score)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    out = frames.detach()
