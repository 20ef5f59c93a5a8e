import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset


class Mixtures(Dataset):
    """Pairs of mixed spectrograms and face embeddings, three seconds each."""

    def __init__(self, n=6, frames=38, bins=33, persons=2):
        self.audio = torch.rand(n, 2, frames, bins)
        self.faces = torch.rand(n, persons, 10, 64)

    def __len__(self):
        return len(self.audio)

    def __getitem__(self, i):
        return self.audio[i], self.faces[i]


class AudioStream(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(2, 16, (1, 7), padding=(0, 3))
        self.bn1 = nn.BatchNorm2d(16)
        self.conv2 = nn.Conv2d(16, 16, (7, 1), padding=(3, 0))
        self.bn2 = nn.BatchNorm2d(16)
        self.conv3 = nn.Conv2d(16, 8, 5, padding=(4, 4), dilation=(2, 2))
        self.bn3 = nn.BatchNorm2d(8)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        x = F.relu(self.bn2(self.conv2(x)))
        return F.relu(self.bn3(self.conv3(x)))


class VideoStream(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(64, 64, (7, 1), padding=(3, 0))
        self.conv2 = nn.Conv2d(64, 64, (5, 1), padding=(4, 0), dilation=(2, 1))

    def forward(self, x):
        x = F.relu(self.conv1(x))
        return F.relu(self.conv2(x))


class AudioVisual(nn.Module):
    def __init__(self, persons=2, frames=38, bins=33):
        super().__init__()
        self.persons = persons
        self.audio = AudioStream()
        self.video = VideoStream()
        self.lstm = nn.LSTM(8 * bins + 64 * persons, 100, batch_first=True, bidirectional=True)
        self.fc = nn.Linear(200, 2 * bins * persons)

    def forward(self, spectrogram, faces):
        B = spectrogram.size(0)
        height = spectrogram.size(2)
        audio = self.audio(spectrogram)
        audio = audio.view(B, -1, height, 1)  # warning: [moved-by-view]
        streams = [audio]
        for person in range(self.persons):
            face = faces[:, person].transpose(1, 2).unsqueeze(3)
            streams.append(F.interpolate(self.video(face), size=(height, 1), mode="nearest"))
        fused = torch.cat(streams, dim=1).squeeze(3).transpose(1, 2)
        fused, _ = self.lstm(fused)
        return torch.sigmoid(self.fc(F.relu(fused)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--batch-size", type=int, default=2)
    parser.add_argument("--persons", type=int, default=2)
    args = parser.parse_args()
    model = AudioVisual(args.persons)
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-5)
    for audio, faces in DataLoader(Mixtures(2, persons=args.persons), batch_size=args.batch_size):
        masks = model(audio, faces)
        loss = F.mse_loss(masks, torch.zeros_like(masks))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    out = masks.detach()
