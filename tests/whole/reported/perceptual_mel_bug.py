import numpy as np
import torch
import torch.nn as nn


def mel_filters(n_mels, n_freq, sample_rate=16000):
    low, high = 0.0, 2595 * np.log10(1 + sample_rate / 2 / 700)
    edges = 700 * (10 ** (np.linspace(low, high, n_mels + 2) / 2595) - 1)
    bins = np.linspace(0, sample_rate / 2, n_freq)
    bank = np.zeros((n_freq, n_mels))
    for m in range(n_mels):
        up = (bins - edges[m]) / (edges[m + 1] - edges[m])
        down = (edges[m + 2] - bins) / (edges[m + 2] - edges[m + 1])
        bank[:, m] = np.maximum(0, np.minimum(up, down))
    return bank


class PerceptualLoss(nn.Module):
    """Distance of log mel spectra of the estimate and the clean speech."""

    def __init__(self, n_fft=512, hop=128, n_mels=40):
        super().__init__()
        self.n_fft, self.hop = n_fft, hop
        self.register_buffer("window", torch.hann_window(n_fft))
        self.register_buffer("bank", torch.from_numpy(mel_filters(n_mels, n_fft // 2 + 1)).float())

    def perceptual_transform(self, wav):
        spec = torch.stft(wav, self.n_fft, self.hop, window=self.window, return_complex=True)
        power = spec.abs() ** 2  # [B, F, T]
        B, n_freq, n_time = power.shape
        power = power.reshape(B, n_time, n_freq)  # warning: [moved-by-view]
        mel = torch.matmul(power, self.bank)
        return torch.log(mel + 1e-8)

    def forward(self, estimate, clean):
        return torch.mean(torch.abs(self.perceptual_transform(estimate) - self.perceptual_transform(clean)))


if __name__ == "__main__":
    torch.manual_seed(0)
    net = nn.Sequential(nn.Conv1d(1, 16, 9, padding=4), nn.Tanh(), nn.Conv1d(16, 1, 9, padding=4))
    loss_fn = PerceptualLoss()
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    for step in range(2):
        clean = torch.randn(4, 16000)
        noisy = clean + 0.1 * torch.randn(4, 16000)
        loss = loss_fn(net(noisy.unsqueeze(1)).squeeze(1), clean)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    out = loss.detach()
