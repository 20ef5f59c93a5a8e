import argparse
import csv
import os

import torch
import torch.nn as nn
import torchaudio
from torch.utils.data import DataLoader, Dataset


class SpeakerDataset(Dataset):
    def __init__(self, root, listing, sample_rate=16000, seconds=2):
        self.root = root
        with open(os.path.join(root, listing)) as f:
            self.rows = [row for row in csv.reader(f)]
        self.speakers = sorted({row[1] for row in self.rows})
        self.length = sample_rate * seconds
        self.sample_rate = sample_rate
        self.mel = torchaudio.transforms.MelSpectrogram(sample_rate=sample_rate, n_fft=512, hop_length=160, n_mels=80)
        self.to_db = torchaudio.transforms.AmplitudeToDB()

    def __len__(self):
        return len(self.rows)

    def _fit(self, wave):
        if wave.shape[1] > self.length:
            wave = wave[:, : self.length]
        elif wave.shape[1] < self.length:
            wave = torch.nn.functional.pad(wave, (0, self.length - wave.shape[1]))
        return wave

    def __getitem__(self, i):
        name, speaker = self.rows[i][0], self.rows[i][1]
        wave, sr = torchaudio.load(os.path.join(self.root, name))
        if sr != self.sample_rate:
            wave = torchaudio.functional.resample(wave, sr, self.sample_rate)
        wave = wave.mean(dim=0, keepdim=True)
        spec = self.to_db(self.mel(self._fit(wave)))
        spec = spec.squeeze(0).transpose(0, 1)
        return spec, self.speakers.index(speaker)


class DVector(nn.Module):
    def __init__(self, n_mels=80, hidden=256, embedding=128, speakers=10):
        super().__init__()
        self.lstm = nn.LSTM(n_mels, hidden, num_layers=3, batch_first=True)
        self.proj = nn.Linear(hidden, embedding)
        self.out = nn.Linear(embedding, speakers)

    def forward(self, x):
        out, _ = self.lstm(x)
        emb = self.proj(out[:, -1])
        emb = emb / emb.norm(dim=1, keepdim=True)
        return self.out(emb)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default="data")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--batch-size", type=int, default=8)
    parser.add_argument("--lr", type=float, default=1e-3)
    args = parser.parse_args()

    dataset = SpeakerDataset(args.data, "speakers.csv")
    loader = DataLoader(dataset, batch_size=args.batch_size, shuffle=True)
    model = DVector(speakers=len(dataset.speakers))
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=args.lr)
    for epoch in range(args.epochs):
        for spec, speaker in loader:
            optimizer.zero_grad()
            loss = criterion(model(spec), speaker)
            loss.backward()
            optimizer.step()
        print(epoch, loss.item())


if __name__ == "__main__":
    main()
