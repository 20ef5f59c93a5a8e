import torch
import torch.nn as nn
import torch.nn.functional as F


class SpectrogramUpsampler(nn.Module):
    """Brings a spectrogram (B, n_mels, frames) to one column for each sample: 15 * 20 = 300 times as many columns."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.ConvTranspose2d(1, 1, [3, 30], stride=[1, 15], padding=[1, 8], output_padding=[0, 1])  # 15 times as wide
        self.conv2 = nn.ConvTranspose2d(1, 1, [3, 40], stride=[1, 20], padding=[1, 10])  # 20 times as wide

    def forward(self, x):
        x = x.unsqueeze(1)
        x = F.leaky_relu(self.conv1(x), 0.4)
        x = F.leaky_relu(self.conv2(x), 0.4)
        return x.squeeze(1)


class ResidualLayer(nn.Module):
    def __init__(self, n_mels, channels, dilation):
        super().__init__()
        self.dilated_conv = nn.Conv1d(channels, 2 * channels, 3, padding=dilation, dilation=dilation)
        self.conditioner = nn.Conv1d(n_mels, 2 * channels, 1)
        self.output = nn.Conv1d(channels, 2 * channels, 1)

    def forward(self, x, conditioner):
        y = self.dilated_conv(x) + self.conditioner(conditioner)
        gate, filter = y.chunk(2, dim=1)
        residual, skip = self.output(torch.sigmoid(gate) * torch.tanh(filter)).chunk(2, dim=1)
        return (x + residual) / 2**0.5, skip


class DiffWave(nn.Module):
    def __init__(self, n_mels=20, channels=8, layers=4):
        super().__init__()
        self.upsampler = SpectrogramUpsampler()
        self.input = nn.Conv1d(1, channels, 1)
        self.layers = nn.ModuleList(ResidualLayer(n_mels, channels, 2 ** (i % 3)) for i in range(layers))
        self.out = nn.Conv1d(channels, 1, 1)

    def forward(self, audio, spectrogram):
        cond = self.upsampler(spectrogram)
        n = min(audio.size(-1), cond.size(-1))
        x = F.relu(self.input(audio[:, None, :n]))
        cond = cond[..., :n]
        skips = 0
        for layer in self.layers:
            x, skip = layer(x, cond)
            skips = skips + skip
        return self.out(skips)[:, 0]


torch.manual_seed(0)
out = DiffWave()(torch.randn(2, 300 * 12), torch.randn(2, 20, 12)).detach()
