import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, Dataset


class KeywordDataset(Dataset):
    """Log mel spectrograms of one second, (n_mels, frames); shorter clips are padded with silence."""

    def __init__(self, clips, max_frames=101):
        self.clips = clips
        self.max_frames = max_frames

    def __len__(self):
        return len(self.clips)

    def __getitem__(self, idx):
        mel, label = self.clips[idx]
        missing = self.max_frames - mel.shape[1]
        if missing > 0:
            mel = F.pad(mel, (0, 0, 0, missing))  # warning: [pad-order]
        return F.adaptive_avg_pool2d(mel.unsqueeze(0), (40, 101)), label


class SmallCNN(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2))
        self.fc = nn.Linear(16 * 20 * 50, classes)

    def forward(self, x):
        return self.fc(self.conv(x).flatten(1))


clips = [(torch.randn(40, 80 + 3 * i), i) for i in range(6)]
loader = DataLoader(KeywordDataset(clips), batch_size=3)
model = SmallCNN()
for mels, labels in loader:
    out = model(mels)
    F.cross_entropy(out, labels).backward()
