import torch
import torch.nn as nn


class CausalConvBlock(nn.Module):
    """Works on (batch, channels, time, frequency); never looks at later frames."""

    def __init__(self, cin, cout, kernel=(3, 5)):
        super().__init__()
        kt, kf = kernel
        # kt - 1 frames of the past
        self.pad = nn.ConstantPad2d((0, 0, kt - 1, 0), 0.0)
        self.conv = nn.Conv2d(cin, cout, kernel, stride=(1, 2), padding=(0, kf // 2))
        self.norm = nn.BatchNorm2d(cout)
        self.act = nn.PReLU(cout)

    def forward(self, x):
        return self.act(self.norm(self.conv(self.pad(x))))


class Denoiser(nn.Module):
    def __init__(self, bins=129, channels=(16, 32)):
        super().__init__()
        self.encoder = nn.Sequential(CausalConvBlock(2, channels[0]), CausalConvBlock(channels[0], channels[1]))
        self.rnn = nn.GRU(channels[1], 48, batch_first=True)
        self.mask = nn.Linear(48, bins)

    def forward(self, spec):
        x = self.encoder(torch.stack([spec.real, spec.imag], dim=1))
        x = x.mean(dim=-1).transpose(1, 2)
        states, _ = self.rnn(x)
        mask = torch.sigmoid(self.mask(states))
        frames = mask.size(1)
        return spec[:, -frames:] * mask


torch.manual_seed(0)
net = Denoiser()
wave = torch.randn(2, 8000)
spec = torch.stft(wave, 256, window=torch.hann_window(256), return_complex=True).transpose(1, 2)
out = net(spec).detach()
