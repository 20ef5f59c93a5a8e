import torch
import torch.nn as nn


class MelClassifier(nn.Module):
    """Log-mel clips (batch, time, mel), each clip scaled by its own mean and deviation."""

    def __init__(self, n_mels=64, hidden=128, classes=50):
        super().__init__()
        self.gru = nn.GRU(n_mels, hidden, batch_first=True)
        self.fc = nn.Linear(hidden, classes)

    def normalise(self, x):
        mean = x.mean(dim=(1, 2))
        std = x.std(dim=(1, 2))
        return (x - mean) / (std + 1e-5)  # warning: [silent-broadcast]

    def forward(self, x):
        x = self.normalise(x)
        h, _ = self.gru(x)
        return self.fc(h[:, -1])


torch.manual_seed(0)
net = MelClassifier()
clips = torch.randn(64, 100, 64) * torch.arange(1, 65).view(64, 1, 1)
out = net(clips)
