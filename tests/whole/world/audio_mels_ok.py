import torch
import torchaudio
from torch import nn

mel = torchaudio.transforms.MelSpectrogram(sample_rate=16000, n_fft=400, hop_length=160, n_mels=64)
wave = torch.randn(4, 1, 16000)
spec = mel(wave)


class Speech(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2))
        self.gru = nn.GRU(16 * 32, 32, batch_first=True)

    def forward(self, x):
        x = self.conv(x)
        b, c, f, t = x.shape
        x = x.permute(0, 3, 1, 2).reshape(b, t, c * f)
        return self.gru(x)[0]


print(Speech()(spec).shape)
