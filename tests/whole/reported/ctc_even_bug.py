import torch
import torch.nn as nn
import torch.nn.functional as F


class ConvLayer(nn.Module):
    """A convolution along time with batch norm; padding keeps as many frames as come in."""

    def __init__(self, cin, cout, kernel_size):
        super().__init__()
        self.conv = nn.Conv1d(cin, cout, kernel_size, padding=kernel_size // 2)  # warning: [not-same]
        self.bn = nn.BatchNorm1d(cout)

    def forward(self, x):
        return F.relu(self.bn(self.conv(x)))


class Acoustic(nn.Module):
    def __init__(self, mels=40, labels=29):
        super().__init__()
        self.layers = nn.Sequential(ConvLayer(mels, 64, 10), ConvLayer(64, 64, 10), ConvLayer(64, 64, 8))
        self.out = nn.Conv1d(64, labels, 1)

    def forward(self, mel):
        return F.log_softmax(self.out(self.layers(mel)), dim=1)


torch.manual_seed(0)
model = Acoustic()
mel = torch.randn(3, 40, 120)
log_probs = model(mel).permute(2, 0, 1)
targets = torch.randint(1, 29, (3, 12))
frames = torch.full((3,), log_probs.size(0))
loss = F.ctc_loss(log_probs, targets, frames, torch.full((3,), 12))
loss.backward()
out = log_probs.detach()
