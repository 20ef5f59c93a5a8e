import torch
import torch.nn as nn
import torch.nn.functional as F


class FrequencyPool(nn.Module):
    """All maps of a frame side by side; the frequency axis is pooled to one first, so that nothing is mixed."""

    def __init__(self, maps=8):
        super().__init__()
        self.conv = nn.Conv2d(2, maps, (7, 5), padding=(3, 2))
        self.lstm = nn.LSTM(maps, 20, batch_first=True)

    def forward(self, spectrogram):
        B, _, height, _ = spectrogram.shape
        x = F.relu(self.conv(spectrogram)).mean(dim=3)
        x = x.view(B, -1, height, 1)
        x, _ = self.lstm(x.squeeze(3).transpose(1, 2))
        return x


out = FrequencyPool()(torch.rand(3, 2, 60, 33))
